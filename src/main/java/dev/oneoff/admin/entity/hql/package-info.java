/** HQL: a query as Hibernate understands it, its parameters, and the columns it selects. */
@NullMarked
package dev.oneoff.admin.entity.hql;

import org.jspecify.annotations.NullMarked;
