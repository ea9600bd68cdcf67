/**
 * A small client of the Kubernetes API over {@code java.net.http}. What comes in is a kubeconfig or
 * a pod's service account, and the paths and objects of callers; what goes out are the API's
 * answers as JSON trees, streams of bytes, and failures that say what to do. {@link
 * dev.oneoff.admin.job.cluster.Cluster} is the way in.
 */
@NullMarked
package dev.oneoff.admin.job.cluster;

import org.jspecify.annotations.NullMarked;
