package dev.oneoff.admin.run.batch;

/** Receives progress as it is made. */
public interface Tally {

  /** This many items are done. */
  void done(long items);

  /** An item is set aside. */
  void setAside(String key, String error);
}
