package dev.oneoff.orders;

import jakarta.validation.constraints.NotNull;

/** The status that the caller wants an order to have. */
public record StatusChange(@NotNull OrderStatus status) {}
