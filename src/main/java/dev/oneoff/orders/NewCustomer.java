package dev.oneoff.orders;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A customer as submitted by the caller. */
public record NewCustomer(
    @NotBlank @Size(max = 200) @OneLine String name,
    @NotNull
        @Email(regexp = "\\p{Graph}+@\\p{Graph}+", message = "must be an e-mail address")
        @Size(max = 254)
        String email,
    @Pattern(regexp = "\\+?[0-9 ()/.-]{3,31}", message = "must be a phone number")
        @Nullable String phone) {}
