package dev.oneoff.admin.database.pool;

import io.agroal.api.AgroalPoolInterceptor;

/**
 * Intercepts the connections of every datasource, named ones included. Quarkus only passes a bean
 * of this kind to the default datasource's pool; {@link NamedPoolExtension} passes it to the
 * others.
 */
public interface PoolInterceptor extends AgroalPoolInterceptor {}
