package dev.oneoff.admin.job.live;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.job.cluster.Cluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a pod's container has written so far, data and talk together, as its node keeps it. */
final class PodLog {

  private final Cluster cluster;
  private final String path;
  private long lines;

  /**
   * A log.
   *
   * @param lines how many of its lines have been seen already
   */
  PodLog(Cluster cluster, String pod, String container, long lines) {
    this.cluster = cluster;
    this.path =
        "/api/v1/namespaces/"
            + cluster.namespace()
            + "/pods/"
            + pod
            + "/log?follow=true&container="
            + container;
    this.lines = lines;
  }

  /** Copies what has not been seen, until the container ends or the connection does. */
  void copy(OutputStream out) throws IOException {
    long skip = lines;
    try (InputStream in = cluster.stream(path)) {
      byte[] buffer = new byte[1 << 14];
      int read;
      while ((read = in.read(buffer)) >= 0) {
        int from = 0;
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            if (skip > 0) {
              skip--;
              from = i + 1;
            } else {
              lines++;
            }
          }
        }
        if (skip == 0) {
          out.write(buffer, from, read - from);
          out.flush();
        }
      }
    } catch (AdminException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
