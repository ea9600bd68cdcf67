package dev.oneoff.orders;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/**
 * A product as submitted by the caller.
 *
 * @param price in euros
 */
public record NewProduct(
    @NotNull
        @Pattern(
            regexp = "[A-Z0-9][A-Z0-9-]{0,39}",
            message = "must be 1 to 40 capital letters, digits and hyphens")
        String sku,
    @NotBlank @Size(max = 200) @OneLine String name,
    @NotNull @PositiveOrZero @Digits(integer = 10, fraction = 2) BigDecimal price) {}
