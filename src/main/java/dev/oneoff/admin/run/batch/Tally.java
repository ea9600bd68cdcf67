package dev.oneoff.admin.run.batch;

/** Is told of what is done as it is done. */
public interface Tally {

  /** So many items are done. */
  void done(long items);

  /** An item is set aside. */
  void setAside(String key, String error);
}
