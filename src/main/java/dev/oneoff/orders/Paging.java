package dev.oneoff.orders;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The part of a list that the caller wants. */
public record Paging(
    @Parameter(description = "Which page, from 0.")
        @QueryParam("page")
        @DefaultValue("0")
        @Min(0)
        @Max(1_000_000)
        int page,
    @Parameter(description = "How many items a page has.")
        @QueryParam("size")
        @DefaultValue("20")
        @Min(1)
        @Max(100)
        int size) {}
