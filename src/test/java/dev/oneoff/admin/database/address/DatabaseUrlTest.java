package dev.oneoff.admin.database.address;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;

class DatabaseUrlTest {

  @ParameterizedTest
  @CsvSource({
    "postgres://host/name, jdbc:postgresql://host/name",
    "postgresql://host:5433/name, jdbc:postgresql://host:5433/name",
    "postgres://user:word@host:5432/name, jdbc:postgresql://host:5432/name",
    "postgres://user@host, jdbc:postgresql://host/user",
    "postgres://user@host/, jdbc:postgresql://host/user",
    "postgres://host/name?sslmode=require, jdbc:postgresql://host/name?sslmode=require",
    "postgres://host/name?sslmode=verify-full&connect_timeout=5&application_name=x y,"
        + " jdbc:postgresql://host/name?sslmode=verify-full&connectTimeout=5&ApplicationName=x%20y",
    "postgres://host/name?channel_binding=require&gssencmode=disable&sslnegotiation=direct,"
        + " jdbc:postgresql://host/name?channelBinding=require&gssEncMode=disable&sslNegotiation=direct",
    "postgres://host/name?options=-c%20search_path%3Dshop,"
        + " jdbc:postgresql://host/name?options=-c%20search_path%3Dshop",
    "postgres://host/name?application_name=1%262,"
        + " jdbc:postgresql://host/name?ApplicationName=1%262",
    "postgres://host/name?application_name=a@b, jdbc:postgresql://host/name?ApplicationName=a%40b",
    "postgres://host/name?load_balance_hosts=random&keepalives=1&keepalives_idle=5&client_encoding=UTF8,"
        + " jdbc:postgresql://host/name?loadBalanceHosts=true&tcpKeepAlive=true",
    "postgres://host/name?sslrootcert=system,"
        + " jdbc:postgresql://host/name?sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory&sslmode=verify-full",
    "postgres://host/name?currentSchema=shop&reWriteBatchedInserts=true&socketTimeout=5,"
        + " jdbc:postgresql://host/name?currentSchema=shop&reWriteBatchedInserts=true&socketTimeout=5",
    "postgres:///name?host=host&port=5433, jdbc:postgresql://host:5433/name",
    "postgres://host?dbname=name, jdbc:postgresql://host/name",
    "postgres://us%24er@host/a%24b%5C%24%7Bx%7D, jdbc:postgresql://host/a%24b%5C%24%7Bx%7D",
    "postgres://host/name?, jdbc:postgresql://host/name",
    "postgres://[::1]/name, jdbc:postgresql://[::1]/name",
    "postgres://user:word@[2001:db8::1]:5433/name, jdbc:postgresql://[2001:db8::1]:5433/name",
    "postgres://host/my%20orders%2F1, jdbc:postgresql://host/my%20orders%2F1",
    "postgres://host/%E6%97%A5, jdbc:postgresql://host/%E6%97%A5",
  })
  void anAddressBecomesTheDrivers(String url, String jdbcUrl) {
    assertThat(parse(url).jdbcUrl()).isEqualTo(jdbcUrl);
  }

  @Test
  void severalHostsKeepTheirPorts() {
    DatabaseUrl url =
        parse("postgres://user@one:5432,two:5433,[::1]/name?target_session_attrs=any");

    assertThat(url.jdbcUrl()).startsWith("jdbc:postgresql://one:5432,two:5433,[::1]/name?");
    assertThat(url.location().host()).isEqualTo("one:5432,two:5433,[::1]:5432");
  }

  @ParameterizedTest
  @CsvSource({
    "any, any",
    "primary, primary",
    "read-write, primary",
    "standby, secondary",
    "read-only, secondary",
    "prefer-standby, preferSecondary",
  })
  void theTargetServerTypeHasTheDriversName(String libpq, String driver) {
    assertThat(parse("postgres://one,two/name?target_session_attrs=" + libpq).jdbcUrl())
        .endsWith("?targetServerType=" + driver);
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://user:word@host/name, user, word",
    "postgres://us%40er:w%2Fo%3Ar%3Fd%23@host/name, us@er, w/o:r?d#",
    "postgres://user:a+b@host/name, user, a+b",
    "postgres://user:a:b@host/name, user, a:b",
    "postgres://user:100%25@host/name, user, 100%",
    "postgres://host/name?user=user&password=w%26rd, user, w&rd",
    "postgres://other:other@host/name?user=user&password=word, user, word",
  })
  void aLoginIsDecoded(String url, String user, String password) {
    assertThat(parse(url).user()).contains(user);
    assertThat(parse(url).password()).contains(password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://user@host/name",
        "postgres://user:@host/name",
      })
  void aPasswordMayBeMissing(String url) {
    assertThat(parse(url)).extracting(DatabaseUrl::user).isEqualTo(Optional.of("user"));
    assertThat(parse(url).password()).isEmpty();
  }

  @Test
  void aUserMayBeMissing() {
    assertThat(parse("postgres://host/name").user()).isEmpty();
    assertThat(parse("postgres://:word@host/name").user()).isEmpty();
  }

  @Test
  void aForeignSocketFactorysArgumentMayHaveAnyName() {
    assertThat(
            parse("postgres://host/name?socketFactory=com.example.Sockets&cloudSqlInstance=p:r:i")
                .jdbcUrl())
        .endsWith("?socketFactory=com.example.Sockets&cloudSqlInstance=p%3Ar%3Ai");
    assertThatThrownBy(
            () -> parse("postgres://host/name?socketFactory=com.example.Sockets&ssl_mode=require"))
        .hasMessageContaining("Did you mean 'sslmode'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host=a,b&port=6000 | a:6000,b:6000",
        "host=a,b&port=6000,6001 | a:6000,b:6001",
        "host=a&port=6000 | a:6000",
      })
  void separateHostsAndPortsArePaired(String parameters, String hosts) {
    assertThat(parse("postgres:///name?" + parameters).jdbcUrl())
        .isEqualTo("jdbc:postgresql://" + hosts + "/name");
  }

  @Test
  void differentNumbersOfHostsAndPortsAreRefused() {
    assertThatThrownBy(() -> parse("postgres:///name?host=a,b,c&port=1,2"))
        .hasMessageContaining("3 hosts and 2 ports");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssl", "tcpKeepAlive", "loginTimeout=0.5", "loggerLevel=INFO"})
  void whatTheDriverAcceptsIsAccepted(String parameter) {
    String url = "jdbc:postgresql://host/name?" + parameter;
    assertThat(parse(url).jdbcUrl()).isEqualTo(url);
  }

  @Test
  void theDriversOwnFormIsTakenUnchanged() {
    DatabaseUrl url = parse("jdbc:postgresql://host/name?user=x&password=y");

    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://host/name?user=x&password=y");
    assertThat(url.user()).isEmpty();
    assertThat(url.location().toString()).isEqualTo("name on host:5432");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s3cr3t",
        "mysql://user:s3cr3t@host/name",
        "//user:s3cr3t@host/name",
        "postgres:user:s3cr3t@host/name",
        "postgres://",
        "postgres:///name",
        "postgres://user:s3cr3t@/name",
        "postgres://:s3cr3t@host",
        "postgres://user:s3cr3t@host:port/name",
        "postgres://user:s3cr3t@host:/name",
        "postgres://user:s3cr3t@host:0/name",
        "postgres://user:s3cr3t@host:65536/name",
        "postgres://user:s3cr3t@host:99999/name",
        "postgres://user:s3cr3t@::1/name",
        "postgres://user:s3cr3t@[::1/name",
        "postgres://user:s3cr3t@one,,two/name",
        "postgres://user:s3cr3t@%2Fvar%2Frun%2Fpostgresql/name",
        "postgres://user:s3cr3t%@host/name",
        "postgres://user:s3cr3t%zz@host/name",
        "postgres://user:s3cr3t%-1@host/name",
        "postgres://user:s3cr3t/5@host/name",
        "postgres://user:12345/s3cr3t@host/name",
        "postgres://user:s3cr3t?5@host/name",
        "postgres://user:5?a=s3cr3t@host/name",
        "postgres://user:s3cr3t@host/name/other",
        "postgres://user:s3cr3t@host/name?sslmode",
        "postgres://user:s3cr3t@host/name?=require",
        "postgres:///name?host=/run/s3cr3t",
        "jdbc:mysql://user:s3cr3t@host/name",
        "jdbc:",
      })
  void whatIsNoAddressIsAConfigurationThatIsNotRepeated(String url) {
    assertThatThrownBy(() -> parse(url))
        .isInstanceOfSatisfying(
            AdminException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(AdminException.Cause.CONFIGURATION);
              for (Throwable t = e; t != null; t = t.getCause()) {
                assertThat(t.getMessage()).doesNotContain("s3cr3t");
              }
            })
        .hasMessageStartingWith("DATABASE_URL cannot be used: ")
        .hasMessageEndingWith("It looks like postgres://user:password@host:5432/name.");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "ssl_mode=require, parameter 'ssl_mode', Did you mean 'sslmode'?",
        "sslMode=require, 'sslMode', Did you mean 'sslmode'?",
        "sslmod=require, 'sslmod', Did you mean 'sslmode'?",
        "schema=app, 'schema', Did you mean 'currentSchema'?",
        "search_path=app, 'search_path', Did you mean 'currentSchema'?",
        "current_schema=app, 'current_schema', Did you mean 'currentSchema'?",
        "applicationname=x, 'applicationname', Did you mean 'application_name'?",
        "sslmode=no-verify, its sslmode must be one of disable, Did you mean 'require'?",
        "sslmode=verify_full, its sslmode must be one of disable, Did you mean 'verify-full'?",
        "ssl=1, its ssl must be one of, true",
        "sslmode=, its sslmode must be one of, require",
        "sslrootcert=system&sslmode=require, sslrootcert=system needs, sslmode=verify-full",
        "statement_timeout=5s, 'statement_timeout', options=-c%20NAME%3DVALUE",
        "connection_limit=5, 'connection_limit', quarkus.datasource.jdbc.max-size",
        "sslcrl=/x, 'sslcrl', do what it asks for",
        "connect_timeout=s3cr3t, its connect_timeout, must be a whole number",
        "client_encoding=latin1, its client_encoding, is not UTF8",
        "keepalives=yes, its keepalives must be one of, \"0, 1\"",
        "target_session_attrs=s3cr3t, its target_session_attrs must be one of any, primary",
        "p%20w=s3cr3t, a parameter after the ?, knows",
        "PGHOST=other, 'PGHOST', .",
      })
  void aParameterThatTheDriverWouldPassOverIsRefusedWithTheLikelyRightOne(
      String parameters, String what, String instead) {
    assertThatThrownBy(() -> parse("postgres://user:s3cr3t@host/name?" + parameters))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageStartingWith("DATABASE_URL cannot be used: ")
        .hasMessageContainingAll(what, instead)
        .hasMessageNotContaining("s3cr3t");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "ssl_mode=require, 'sslmode'",
        "application_name=x, 'ApplicationName'",
        "currentschema=x, 'currentSchema'",
        "sslmode=no-verify, 'require'",
      })
  void wrongParametersInTheDriversOwnFormAreRefusedToo(String parameters, String instead) {
    assertThatThrownBy(() -> parse("jdbc:postgresql://host/name?user=x&password=y&" + parameters))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageContaining("Did you mean " + instead);
  }

  @Test
  void everyDriverParameterIsAccepted() {
    for (PGProperty property : PGProperty.values()) {
      String value = property.getDefaultValue();
      if (value != null && !property.getName().startsWith("PG")) {
        parse("jdbc:postgresql://host/name?" + property.getName() + "=" + value);
      }
    }
    parse("jdbc:postgresql://host/name?ssl&sslmode=verify-full");
  }

  @Test
  void theSettingIsNamed() {
    assertThatThrownBy(() -> DatabaseUrl.parse("DATABASE_DIRECT_URL", "x"))
        .hasMessageStartingWith("DATABASE_DIRECT_URL cannot be used");
  }

  @Test
  void noTextFormContainsTheSecret() {
    DatabaseUrl url = parse("postgres://user:s3cr3t@host/name?sslpassword=s3cr3t");

    assertThat(url.toString()).doesNotContain("s3cr3t");
    assertThat(url.location().toString()).isEqualTo("name on host:5432");
  }

  private static DatabaseUrl parse(String url) {
    return DatabaseUrl.parse("DATABASE_URL", url);
  }
}
