package dev.oneoff.admin.shell;

import static dev.oneoff.admin.cli.terminal.TypedKeys.pasted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.shell.prompt.JavaColours;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does all day at the shell's prompt. */
@QuarkusTest
class EverydayShellTest {

  private Connection aside;
  private TestShell shell;

  @BeforeEach
  void someOrders() throws Exception {
    aside = TestShell.database().connect();
    execute(
        "insert into customers (id, name, email, signed_up_on) select 7200000 + i, 'C ' || i,"
            + " 'e' || i || '@everyday.example', '2026-01-01' from generate_series(0, 9) i;"
            + "insert into orders (id, customer_id, status, placed_at, updated_at, version)"
            + " select 7200000 + i, 7200000 + i, 'PLACED', now(), now(), 0"
            + " from generate_series(0, 9) i");
    shell = TestShell.reading();
  }

  @AfterEach
  void noneOfThem() throws Exception {
    shell.close();
    execute(
        "delete from orders where id between 7200000 and 7200009;"
            + "delete from customers where id between 7200000 and 7200009");
    aside.close();
  }

  @Test
  void theUnderscoreIsTheLastValueAndHasItsType() throws Exception {
    assertThat(shell.typed("20 + 1\r_ * 2\r")).isEqualTo("21\n42\n");
    assertThat(shell.typed("\"a_b\"\r_.length() + \"_\".length()\rvar x = _ + 1\r_ + _\r"))
        .contains("a_b\n4\n", "5\n", "10\n")
        .doesNotContain("does not compile");
  }

  @Test
  void afterADatabaseRestartOneSnippetFailsAndTheNextRuns() throws Exception {
    shell.typed(
        "Customer.count()\rem.createQuery(\"from Order\").setMaxResults(1).getResultList()\r");
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
            + " and pid <> pg_backend_pid()");
    assertThat(shell.typed("Customer.count()\r")).contains("connection").doesNotContain("toList()");
    assertThat(shell.typed("Customer.count()\rOrder.count()\r")).matches("\\d+\n\\d+\n");
  }

  @Test
  void compilerErrorsUseTheWordsThatWereTyped() throws Exception {
    shell.typed("\"seven\"\r");
    assertThat(shell.typed("_.size() + _.trim().no\r"))
        .contains(
            "Line 1 does not compile: String has no method size().\n"
                + "  _.size() + _.trim().no\n"
                + "    ^^^^",
            "String has no variable no.\n"
                + "  _.size() + _.trim().no\n"
                + "                      ^^")
        .doesNotContain("$1", "java.lang");
    assertThat(shell.typed("Ordr.count()\r"))
        .contains("There is no variable Ordr. Did you mean Order?\n  Ordr.count()\n  ^^^^");
    assertThat(shell.typed("Order.find(\"statsu\", 1).list()\r"))
        .contains(
            "Line 1 failed. Nothing that the query reads has an attribute 'statsu'. Did you mean"
                + " status?");
    assertThat(shell.typed("Order.list(\"from Custmer\")\r"))
        .contains("There is no entity 'Custmer'. Did you mean Customer?");
    assertThat(shell.typed("int n = \"a\"\r"))
        .contains("incompatible types: String cannot be converted to int");
    assertThat(shell.typed("Customer\r"))
        .contains("There is no variable Customer. Customer is a class.");
    assertThat(shell.typed("int twice(int i) { return 2 * i; }\rtwice + 1\r"))
        .contains("no variable twice. twice is a method.");
    assertThat(shell.typed("\"seven\"\r")).endsWith("seven\n");
    assertThat(shell.typed("class Seven extends _ { }\r")).contains("before there is class _.");
    assertThat(shell.typed(pasted("(_\n\t).  size()")))
        .contains("no method size().\n  \t).  size()\n  \t    ^^^^");
    assertThat(shell.typed("<T> int size(java.util.List<T> t) { return t.length(); }\r"))
        .contains("List<T> has no method length().");
  }

  @Test
  void whatIsTypedIsWhatRuns() throws Exception {
    assertThat(shell.typed("\"x{ y }\"\r")).isEqualTo("x{ y }\n");
    assertThat(shell.typed("\"!! \\\\ (  )  ]  }\"\r")).isEqualTo("!! \\ (  )  ]  }\n");
    assertThat(shell.typed("\"\"\"\r  a  }\r\tb\"\"\"\r")).contains("a  }\n");
  }

  @Test
  void pastedLinesRunOneByOneUpToTheFirstFailure() throws Exception {
    assertThat(
            shell.typed(
                pasted(
                    "int a = 1\nint twice(int i) {\n  return 2 * i;\n}\n:time\ntwice(a)\n  + 3")))
        .contains("1\n", "5\n")
        .doesNotContain("\n2\n", "\n3\n")
        .contains("Each snippet's time is shown from now on.");
    assertThat(shell.typed(pasted("7\nnothing()\n8")))
        .contains(
            "7\n",
            "Line 2 does not compile",
            "It ended at line 2 of 3; what follows it was not run.")
        .doesNotContain("\n8\n");
  }

  @Test
  void manyPastedLinesReportThatAllRanOrWhereTheyStopped() throws Exception {
    String lines = "n++;\n".repeat(18);
    assertThat(shell.typed(pasted("int n = 0;\n" + lines + "n")))
        .contains("18\n", "All 20 lines ran.");
    assertThat(shell.typed(pasted(lines + "nothing()\n" + lines.repeat(10)) + "n\r"))
        .contains("It ended at line 19 of 199; what follows it was not run.", "36\n")
        .doesNotContain("lines ran");
    assertThat(shell.typed(pasted("n = 0;\nnothing()"))).contains("It ended at line 2 of 2.");
    assertThat(shell.typed("nothing()\r1; nothing(); 2\r")).doesNotContain("It ended");
    assertThat(shell.typed(pasted("// one\nnothing()")))
        .contains("Line 2 does not compile")
        .doesNotContain("It ended");
    String comments = "// a note\n".repeat(20);
    assertThat(shell.typed(pasted(comments + "n"))).doesNotContain("lines ran");
    assertThat(shell.read(comments + "n++;\nn++;", "n\r")).doesNotContain("lines ran");
  }

  @Test
  void linesAreSuggestedFromTheHistoryAndEditedAsInVi() throws Exception {
    String right = "\u001bOC";
    assertThat(shell.typed("20 + 1\r20 +" + right + "\r")).isEqualTo("21\n21\n");
    // What was pasted is no line.
    assertThat(shell.typed(pasted("70 + 1\n70 + 2") + "70" + right + "\r"))
        .contains("71\n", "72\n")
        .endsWith("70\n");
    assertThat(shell.typed(pasted("80 + 1\n80 + 2") + "\u001280\r"))
        .containsSubsequence("81\n", "82\n", "81\n", "82\n");
    // Behind it there is nothing to take, and before its end the key only moves.
    assertThat(shell.typed("20 + 1\r20 + 1" + right + "\r2\u0002" + right + "\r"))
        .isEqualTo("21\n21\n2\n");
    assertThat(shell.typed(":set vi\r7 + 12\u001bx\r:set emacs\r3 + 4\r")).isEqualTo("8\n7\n");
    assertThat(shell.typed(":set vim\r")).contains("as in vi or emacs");
  }

  @Test
  void pastedLinesContinueOnlyAtRealOperators() throws Exception {
    assertThat(shell.typed(pasted("int n = 4\nn > 3\n  && n != 5\n  ? \"in\"\n  : \"out\"")))
        .contains("\nin\n")
        .doesNotContain("true\n", "compile");
    assertThat(
            shell.typed(
                pasted(
                    "n\n// a note\n++n\nn\n<T> T same(T t) { return t; }\n/* one */ same(n)\n-n")))
        .contains("4\n5\n5\n0\n")
        .doesNotContain("compile");
  }

  @Test
  void promptCommandsWorkAfterOtherLinesAndInStartFiles() throws Exception {
    assertThat(shell.typed(pasted("// a note\n:time on\n1 + 1\n:quit\n7 + 1") + "9\r"))
        .contains("Each snippet's time is shown from now on.", "2\n", " ms.")
        .doesNotContain("compile", "8\n", "9\n");
    assertThat(shell.typed(pasted("3\n// enough\nexit") + "9\r")).isEqualTo("3\n");
    assertThat(
            shell.read(
                "// mine\n:sqllog on\n:time on\nint mine = 40\nexit\nmine = 1\n", "mine + 2\r"))
        .contains(
            "Statements sent to PostgreSQL are shown from now on.",
            "Each snippet's time is shown from now on.",
            "42\n",
            " ms.")
        .doesNotContain("compile", "int mine:");
    assertThat(shell.typed(":sqllog off\r:time soon\r"))
        .contains("are no longer shown.", "Say on or off, as in :time on.");
  }

  @Test
  void editedTextRunsIfItWasChanged() throws Exception {
    assertThat(shell.typed("20 + 1\r:edit\r:edit x\r"))
        .isEqualTo(
            "21\nNothing was changed, so nothing runs.\nNothing was changed, so nothing runs.\n");
    assertThat(shell.typed("20 + 1\r:edit\r", text -> text.replace("1", "2") + "\n:time"))
        .contains("21\n", "20 + 2\n", "22\n", "Each snippet's time");
  }

  @Test
  void stoppingAFinishedSnippetStopsNothingElse() throws Exception {
    shell.session().engine().stop();
    assertThat(shell.typed(":time on\r:sql select 40 + 2\r"))
        .contains("42\n", " ms.")
        .doesNotContain("Stopped.");
    shell.session().engine().stop();
    assertThat(shell.read("int a = 40", "a + 2\r")).contains("42\n");
  }

  @Test
  void aFailureWhilePrintingLosesNoVariable() throws Exception {
    System.getProperties().put("stop", (Runnable) shell.session().engine()::stop);
    try {
      assertThat(
              shell.typed(
                  "int kept = 42\r"
                      + "Stream.of(1, 2).peek(i -> ((Runnable) System.getProperties().get(\"stop\"))"
                      + ".run())\r"
                      + "class Round { Object o = this; public String toString() { return \"\" + o; }"
                      + " }\rnew Round()\rkept\r"))
          .contains("Stopped.\n", "StackOverflowError", "42\n");
    } finally {
      System.getProperties().remove("stop");
    }
    assertThat(shell.typed(pasted("(".repeat(9_000) + "1" + ")".repeat(9_000)) + "kept\r"))
        .contains("42\n");
  }

  @Test
  void aLongStringIsAnOrdinaryString() throws Exception {
    String text = "a_b".repeat(10_000);
    assertThat(shell.typed(pasted("\"" + text + "\".length()") + "_ + 1\r"))
        .contains("30000\n30001\n");
    assertThat(new JavaColours().highlight(null, "x = \"" + text + "\";").toString())
        .contains(text);
  }

  @Test
  void theUnderscoreHasNoValueAtFirstAndIsCompletedAfterwards() throws Exception {
    assertThat(shell.typed("_ + 1\r"))
        .contains("There is no last value yet.")
        .doesNotContain("keyword");
    assertThat(shell.typed("1\r")).isEqualTo("1\n");
    assertThat(shell.completed("_")).isNotEmpty();
  }

  @Test
  void outputHasNoGeneratedNames() throws Exception {
    assertThat(shell.typed("Function<Integer, Integer> next = i -> i + 1\r"))
        .contains("a lambda: Function\n");
    assertThat(shell.typed("class Seven { }\rnew Seven()\rList.of(new Seven())\r"))
        .contains("Seven@")
        .doesNotContain("REPL", "$JShell");
    assertThat(shell.typed("?orderResource\r"))
        .contains("orderResource:Object")
        .doesNotContain("AtHand");
  }

  @Test
  void theHistoryKeepsWhatWasTypedAlthoughItIsMaskedElsewhere() throws Exception {
    shell.run("Customer.findById(7200001L)");
    String typed = "Customer.count(\"email\", \"e1@everyday.example\")";
    assertThat(shell.screen(typed + "\r:history\r")).contains(typed + "\n:history\n");
    assertThat(shell.typed("\"e1@everyday.example\"\r")).isEqualTo("***\n");
  }

  @Test
  void aMisspeltNameIsCorrected() throws Exception {
    assertThat(shell.typed("Order.findById(7200001L).statsu\r"))
        .contains("Order has no variable statsu. Did you mean status?");
    assertThat(shell.typed("orders.chnageStatus(1, null, null)\r"))
        .contains("Orders has no method chnageStatus", "Did you mean changeStatus?");
    assertThat(shell.typed("Stream.of(1).map(number -> nubmer + 1).toList()\r"))
        .contains("no variable nubmer. Did you mean number?");
    assertThat(shell.typed("Order.findById(7200001L).status()\r"))
        .contains("Order has no method status(). status is a variable.");
    assertThat(shell.typed("\"seven\".nothingOfTheKind\r")).doesNotContain("Did you mean");
  }

  @Test
  void aPromptCommandRunsIfNothingHasItsName() throws Exception {
    assertThat(shell.typed("exti\r")).contains("no variable exti.", "Did you mean exit?");
    assertThat(shell.typed("hlep()\r")).contains("Did you mean :help?");
    assertThat(shell.typed("undo\r")).contains("Did you mean :undo?");
    assertThat(shell.typed("help\r")).contains(":sqllog on or off").doesNotContain("compile");
    assertThat(shell.screen("clear\r")).contains("\u001b[2J");
    assertThat(shell.typed("int help = 7\rhelp\r")).contains("7\n7\n");
    assertThat(shell.typed("nothingOfTheKind\r")).doesNotContain("Did you mean");
  }

  @Test
  void leavingAnUnfinishedLineIsExplained() throws Exception {
    for (String word : new String[] {"exit", "quit", "exit()", "quit()", ":quit"}) {
      assertThat(shell.screen("foo(\r" + word + "\r\u0003")).contains("Ctrl-C drops it");
    }
    assertThat(shell.screen("Math.max(1,\r2)\r")).doesNotContain("Ctrl-C");
  }

  @Test
  void everyWordForLeavingWorks() throws Exception {
    for (String word : new String[] {"exit", "quit", ":quit", ":q", "exit;", "exit()"}) {
      assertThat(shell.typed(word + "\r1 + 1\r")).isEmpty();
    }
  }

  @Test
  void whatTheOrmSendsIsShownWithItsTimeAndAnNPlusOneIsNamed() throws Exception {
    String said =
        shell.typed(
            ":sqllog on\rLongStream.range(7200000, 7200010).mapToObj(i -> Customer.count(\"id\", i))"
                + ".toList()\r:sqllog off\r");
    assertThat(said)
        .contains(" ms  select count(")
        .contains("N+1: 10 times the same statement")
        .doesNotContain("set_config");
    assertThat(shell.typed("Customer.count()\r")).doesNotContain(" ms  ");
  }

  @Test
  void aWriteWithoutRowsSaysSoAndIntendedWordsAreNamed() throws Exception {
    shell.typed(":write 5m \"a test\"\r");
    assertThat(shell.typed("sql(\"update customers set name = name where id = ?\", -1L)\r"))
        .contains("0 rows.");
    assertThat(shell.typed("Customer.update(\"name = name where id = -1\")\r"))
        .contains("put it in tx(() -> …)");
    assertThat(shell.typed(":read\r")).contains("Did you mean :read-only?");
    assertThat(shell.typed(":hlep\r")).contains("There is no :hlep. Did you mean :help?");
    assertThat(shell.typed(":nothing\r")).contains("There is no :nothing; :help lists");
  }

  @Test
  void thePlanOfTheLastQueryOrAGivenOneIsShown() throws Exception {
    assertThat(shell.typed(":explain\r")).contains("No query has run yet; :explain select …");
    assertThat(shell.typed("Customer.count(\"id\", 7200001L)\r:explain\r"))
        .contains("Aggregate", "customers", "7200001")
        .doesNotContain("failed");
    assertThat(
            shell.typed("sql(\"select name from customers where id = ?\", 7200002L)\r:explain\r"))
        .contains("7200002");
    assertThat(shell.typed(":explain select name from customers where id = 7200003\r"))
        .contains("7200003");
    assertThat(
            shell.typed(
                ":explain update customers set name = 'x'\r:explain select nme from customers\r"))
        .contains("Update on customers", "column \"nme\" does not exist");
    assertThat(shell.typed("Customer.list(\"id in ?1\", List.of(7200004L, 7200005L))\r:explain\r"))
        .contains("'{7200004,7200005}'");
    assertThat(shell.typed(":explain select c from Customer c where c.id = 1\r"))
        .contains("For HQL, run the query, and then :explain alone.");
  }

  @Test
  void theLastValueOrRowsArePrintedInAnotherFormatAndToAFile(@TempDir Path directory)
      throws Exception {
    assertThat(shell.typed(":as json\r")).contains("There is no last value yet.");
    String ten = "Customer.<Customer>list(\"id between 7200000 and 7200009 order by id\")";
    assertThat(shell.typed(ten + "\r:as json\r"))
        .contains("\"id\":7200009", "\"email\":\"***\"")
        .doesNotContain("@everyday.example");
    Path file = directory.resolve("ten.csv");
    assertThat(shell.typed(ten + "\r:as csv > " + file + "\r"))
        .contains("Written to " + file + ".");
    assertThat(Files.readAllLines(file))
        .hasSize(11)
        .contains("id,name,email,phone,signedUpOn,slug");
    shell.typed(
        "sql(\"select id, email from customers where id > 7199999 order by 1\")\r"
            + ":as csv > "
            + file
            + "\r");
    assertThat(Files.readAllLines(file))
        .hasSizeGreaterThan(10)
        .startsWith("id,email", "7200000,***");
    assertThat(
            shell.typed(
                "em.createQuery(\"select c.id, c.name as who, count(*) from Customer c where c.id ="
                    + " 7200001 group by c.id\").getResultList()\r:as csv\r"))
        .contains("id,who,count(*)\n7200001,C 1,1\n");
    assertThat(shell.typed("List.<Object>of(new Object[] {1, 2}, new Object[] {3, 4})\r:as csv\r"))
        .contains("column1,column2\n1,2\n");
    assertThat(shell.typed("new Object[] {1, 2}\r:as json\r:as xml\r:as csv > /no/such/file\r"))
        .contains("\"value\":2", "'xml' is not a format", "/no/such/file cannot be written");
    assertThat(shell.typed("1 + 1\r:as json\r_ + 1\r")).endsWith("2\n3\n");
  }

  @Test
  void aValueSetOutsideATransactionIsReportedAsNotSaved() {
    assertThat(shell.run("Order o = Order.findById(7200001L); o.status = OrderStatus.PAID;"))
        .contains("Order#7200001: status was set, but not saved");
    assertThat(shell.run("o.status")).contains("PAID").doesNotContain("but not saved");
    assertThat(
            shell.run(
                "Order.<Order>list(\"id between 7200000 and 7200009\")"
                    + ".forEach(each -> each.status = OrderStatus.PAID)"))
        .containsSubsequence(Collections.nCopies(5, "but not saved"))
        .contains("… and 5 more.");
    assertThat(shell.run("Order p = Order.findById(7200002L); p.lines.size()")).isEqualTo("0\n");
    assertThat(shell.run("p.lines.add(new OrderLine());"))
        .contains("Order#7200002: lines was set, but not saved");
  }

  @Test
  void panacheResultsHaveTheirEntitysType() throws Exception {
    assertThat(shell.typed("var o = Order.findById(7200001L)\ro.status\r"))
        .contains("Order o:\n", "PLACED\n");
    String one = ".filter(x -> x.id == 7200001L).findFirst().get()";
    for (String found :
        List.of(
            "findById(7200001L, jakarta.persistence.LockModeType.NONE)",
            "<Order>findById(7200001L)",
            "findByIdOptional(7200001L).get()",
            "findByIds(List.of(7200001L)).get(0)",
            "find(\"id\", 7200001L).firstResult()",
            "find(\"id\", Sort.by(\"id\"), 7200001L).firstResultOptional().get()",
            "find(\"id\", 7200001L).singleResult()",
            "find(\"id = :id\", Map.of(\"id\", 7200001L)).page(0, 5).list().get(0)",
            "list(\"id\", 7200001L).get(0)",
            "listAll(Sort.by(\"id\")).stream()" + one,
            "findAll().stream()" + one,
            "stream(\"id\", 7200001L).toList().get(0)",
            "streamAll()" + one)) {
      assertThat(shell.run("Order." + found + ".status")).isEqualTo("PLACED\n");
    }
    assertThat(shell.run("Stream.of(7200001L).map(Order::findById).toList().get(0).status"))
        .isEqualTo("PLACED\n");
    assertThat(shell.run("Order same = Order.findById(7200001L); same.id")).isEqualTo("7200001\n");
    assertThat(shell.run("Customer.findById(-7L)")).isEqualTo("null\n");
    assertThat(shell.run("Customer.findById(7200001L).status"))
        .contains("Customer has no variable status");
    assertThat(shell.completed("Order.findById(1).sta|")).containsExactly("status");
    assertThat(shell.completed("Customer.list(\"id\", 1).get(0).slu|")).containsExactly("slug");
    assertThat(shell.typed("?Order.findById\r"))
        .contains("Order Order.findById(Object id)\n")
        .doesNotContain("PanacheEntityBase");
  }

  @Test
  void anEndpointAnswersWithoutAPort() throws Exception {
    assertThat(shell.run("http.get(\"/api/customers/7200001\")"))
        .startsWith("200 OK\n")
        .contains("content-type: application/json", "\n{\n", "\"name\" : \"C 1\"")
        .contains("\"email\" : \"***\"");
    assertThat(shell.run("http.get(\"/api/customers/7200099\").status()")).isEqualTo("404\n");
    assertThat(shell.run("http.get(\"api\")")).contains("A path begins with a slash");
    assertThat(
            shell.run(
                "http.with(\"Content-Type\", \"text/plain\").post(\"/api/products\", \"no\")"
                    + ".status()"))
        .isEqualTo("415\n");
    String product =
        "http.post(\"/api/products\", Map.of(\"sku\", \"HTTP-7\", \"name\", \"Tea\", \"price\", 1))"
            + ".status()";
    assertThat(shell.run(product)).isEqualTo("500\n");
    shell.close();
    shell = TestShell.writing();
    try {
      assertThat(shell.run(product)).contains("201\n", "products: 1 row inserted.");
    } finally {
      execute("delete from products where sku = 'HTTP-7'");
    }
  }

  @Test
  void aMistakeInSqlIsShownWhereItIs() {
    assertThat(shell.run("sql(\"select nme from customers\")"))
        .contains("column \"nme\" does not exist")
        .contains("select nme from customers\n               ^")
        .contains("customers.name");
  }

  @Test
  void aWriteWithoutAnEntityIsCounted() throws Exception {
    TestShell writing = TestShell.writing();
    try {
      assertThat(writing.run("sql(\"select 40 + 2\")")).contains("42");
      assertThat(writing.run("sql(\"update customers set phone = '1' where id = 7200001\")"))
          .contains("customers: 1 row updated.");
    } finally {
      writing.close();
    }
  }

  @Test
  void aMissingFileIsReported() {
    assertThat(shell.run("java.nio.file.Files.readString(java.nio.file.Path.of(\"/no/such\"))"))
        .contains("there is no file /no/such");
  }

  @Test
  void aMethodAndAClassAreDescribed() throws Exception {
    assertThat(shell.typed("?orders.changeStatus\r")).contains("changeStatus(");
    assertThat(shell.typed("?Customer.find\r"))
        .contains("find(String")
        .doesNotContain("io.quarkus", "java.lang");
    assertThat(shell.typed("?Customer\r"))
        .contains("Customer")
        .contains("Somebody who places orders.");
    assertThat(shell.typed("?nothingOfTheKind\r")).contains("Nothing is called");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = aside.createStatement()) {
      statement.execute(sql);
    }
  }
}
