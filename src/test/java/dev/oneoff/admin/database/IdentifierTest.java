package dev.oneoff.admin.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class IdentifierTest {

  @Test
  void isQuotedWhateverItContains() {
    assertEquals("\"order\"", Identifier.quoted("order"));
    assertEquals("\"a\"\"b\"", Identifier.quoted("a\"b"));
    assertEquals("\"my shop\".\"Order\"", Identifier.quoted("my shop", "Order"));
  }

  @Test
  void isStoredInLowerCaseUnlessItIsQuoted() {
    assertEquals("signed_up_on", Identifier.catalogued("Signed_Up_On"));
    assertEquals("signedUpOn", Identifier.catalogued("\"signedUpOn\""));
  }

  @Test
  void isReadBackFromAStatement() {
    assertEquals("a\"B", Identifier.catalogued(Identifier.quoted("a\"B")));
  }
}
