package dev.oneoff.admin.entity;

import dev.oneoff.admin.Mode;
import dev.oneoff.admin.Redaction;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;

/**
 * In a command, remembers the sensitive values of entities that are loaded or written, so that they
 * are recognized in text produced elsewhere: an exception of the service's own code may quote the
 * value that it could not parse.
 */
@Singleton
@Unremovable
public class SensitiveValues
    implements PostLoadEventListener, PreInsertEventListener, PreUpdateEventListener {

  private static final long serialVersionUID = 1L;

  /** An attribute that is sensitive, or that may contain something that is. */
  private record Part(AttributeMapping attribute, boolean sensitive) {}

  // Reading annotations takes longer than reading an entity.
  private final transient Map<ManagedMappingType, List<Part>> parts = new ConcurrentHashMap<>();

  void start(@Observes StartupEvent event) {
    if (Mode.COMMAND.entered()) {
      PersistenceUnits.all()
          .forEach(unit -> listen(unit.factory().unwrap(SessionFactoryImplementor.class)));
    }
  }

  /** From now on, listens to all entities. */
  void listen(SessionFactoryImplementor factory) {
    EventListenerRegistry listeners = factory.getEventEngine().getListenerRegistry();
    listeners.appendListeners(EventType.POST_LOAD, this);
    listeners.appendListeners(EventType.PRE_INSERT, this);
    listeners.appendListeners(EventType.PRE_UPDATE, this);
  }

  @Override
  public void onPostLoad(PostLoadEvent event) {
    learn(event.getPersister(), event.getEntity());
  }

  @Override
  public boolean onPreInsert(PreInsertEvent event) {
    learn(event.getPersister(), event.getEntity());
    return false;
  }

  @Override
  public boolean onPreUpdate(PreUpdateEvent event) {
    learn(event.getPersister(), event.getEntity());
    return false;
  }

  private void learn(ManagedMappingType type, Object thing) {
    for (Part part : parts.computeIfAbsent(type, SensitiveValues::parts)) {
      Object value = part.attribute().getPropertyAccess().getGetter().get(thing);
      if (value != null && Hibernate.isInitialized(value)) {
        if (part.attribute() instanceof EmbeddableValuedModelPart embedded) {
          learn(embedded.getEmbeddableTypeDescriptor(), value, part.sensitive());
        } else {
          Redaction.PROCESS.learn(value);
        }
      }
    }
  }

  private static List<Part> parts(ManagedMappingType type) {
    return Declared.attributes(type).stream()
        .map(attribute -> new Part(attribute, SensitiveMapping.attribute(type, attribute)))
        .filter(part -> part.sensitive() || part.attribute() instanceof EmbeddableValuedModelPart)
        .toList();
  }

  private void learn(ManagedMappingType type, Object embedded, boolean whole) {
    if (!whole) {
      learn(type, embedded);
      return;
    }
    for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
      AttributeMapping part = type.getAttributeMapping(i);
      Redaction.PROCESS.learn(part.getPropertyAccess().getGetter().get(embedded));
    }
  }
}
