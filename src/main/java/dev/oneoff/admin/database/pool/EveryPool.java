package dev.oneoff.admin.database.pool;

import io.agroal.api.AgroalPoolInterceptor;

/**
 * Sees the connections of every datasource, those with a name too. Quarkus gives a bean of this
 * kind to the pool of the default one only; {@link NamedPools} gives it to the others.
 */
public interface EveryPool extends AgroalPoolInterceptor {}
