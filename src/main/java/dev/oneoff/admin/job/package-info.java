/**
 * An admin process in Kubernetes: {@code job run} makes a Job of the live Deployment for one
 * command and stays with it, {@code job show} prints that Job. The client of the API is our own:
 * the usual one would cost each service 24 MB.
 */
@NullMarked
package dev.oneoff.admin.job;

import org.jspecify.annotations.NullMarked;
