package dev.oneoff.admin.doctor;

import dev.oneoff.admin.Finding;
import java.util.List;

/** What one check reported. */
record Diagnosis(String check, List<Finding> findings) {

  boolean passed() {
    return findings.isEmpty();
  }
}
