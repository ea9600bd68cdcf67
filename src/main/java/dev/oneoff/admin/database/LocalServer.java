package dev.oneoff.admin.database;

public record LocalServer(int port, String user, String password) {
  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  void ensureDatabase(String name) {}
}
