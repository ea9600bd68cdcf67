package dev.oneoff.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** An order as submitted by the caller: who, and how much of what. */
public record NewOrder(
    @NotNull Long customerId, @NotEmpty @Size(max = 100) List<@NotNull @Valid Line> lines) {

  /** A quantity of one product. */
  public record Line(@NotNull Long productId, @NotNull @Min(1) @Max(1000) Integer quantity) {}
}
