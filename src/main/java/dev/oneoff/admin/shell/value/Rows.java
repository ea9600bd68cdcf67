package dev.oneoff.admin.shell.value;

import dev.oneoff.admin.start.Extension;
import jakarta.persistence.Query;
import java.lang.reflect.Array;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.BaseStream;
import org.hibernate.ScrollableResults;
import org.jspecify.annotations.Nullable;

/** A multi-valued result, as an iterator that fetches no more than is requested. */
final class Rows {

  private static final int FETCH = 200;
  private static final boolean PANACHE = Extension.PANACHE.present();

  private Rows() {}

  /** Empty for a single value. */
  static Optional<Iterator<? extends @Nullable Object>> of(Object value) {
    if (value instanceof Iterable<?> iterable && !(value instanceof java.nio.file.Path)) {
      return Optional.of(iterable.iterator());
    }
    if (value instanceof Iterator<?> iterator) {
      return Optional.of(iterator);
    }
    if (value instanceof BaseStream<?, ?> stream) {
      return Optional.of(stream.iterator());
    }
    if (value instanceof ScrollableResults<?> cursor) {
      return Optional.of(new Scrolled(cursor));
    }
    if (value instanceof Query query) {
      return Optional.of(
          new Fetched(
              page -> query.setFirstResult(page * FETCH).setMaxResults(FETCH).getResultList()));
    }
    if (value.getClass().isArray() && !(value instanceof byte[])) {
      return Optional.of(new Elements(value));
    }
    return PANACHE ? PanacheRows.pages(value, FETCH).map(Fetched::new) : Optional.empty();
  }

  /** Whether it reads from a connection as it goes, which its snippet returns at its end. */
  static boolean endWithTheirSnippet(Object value) {
    return value instanceof BaseStream<?, ?> || value instanceof ScrollableResults<?>;
  }

  private static final class Scrolled implements Iterator<@Nullable Object> {
    private final ScrollableResults<?> cursor;
    private boolean ahead;
    private boolean row;

    Scrolled(ScrollableResults<?> cursor) {
      this.cursor = cursor;
    }

    @Override
    public boolean hasNext() {
      if (!ahead) {
        row = cursor.next();
        ahead = true;
      }
      return row;
    }

    @Override
    public @Nullable Object next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ahead = false;
      return cursor.get();
    }
  }

  private static final class Elements implements Iterator<@Nullable Object> {
    private final Object array;
    private int next;

    Elements(Object array) {
      this.array = array;
    }

    @Override
    public boolean hasNext() {
      return next < Array.getLength(array);
    }

    @Override
    public @Nullable Object next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return Array.get(array, next++);
    }
  }

  private static final class Fetched implements Iterator<@Nullable Object> {
    private final IntFunction<List<?>> pages;
    private Iterator<?> page = Collections.emptyIterator();
    private int number;
    private boolean last;

    Fetched(IntFunction<List<?>> pages) {
      this.pages = pages;
    }

    @Override
    public boolean hasNext() {
      if (!page.hasNext() && !last) {
        List<?> fetched = pages.apply(number++);
        last = fetched.size() < FETCH;
        page = fetched.iterator();
      }
      return page.hasNext();
    }

    @Override
    public @Nullable Object next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.next();
    }
  }
}
