namespace Infusion.Rules.Verification;

/// <summary>The dates for which one pair of versions is compared, and what differs.</summary>
/// <remarks>Two single policies give one period without dates; two books give one for every pair of versions that hold together.</remarks>
public sealed class DiffPeriod
{
    /// <summary>The first date, ISO 8601, inclusive; <c>null</c> when no date limits it.</summary>
    public string? From { get; init; }

    /// <summary>The date it ends before, ISO 8601, exclusive; <c>null</c> for an open end.</summary>
    public string? To { get; init; }

    /// <summary>The difference; <c>null</c> when one side has no version on these dates, which fails closed.</summary>
    public DiffReport? Report { get; init; }

    /// <summary>Which side has no version; <c>null</c> when both have one.</summary>
    public string? Missing { get; init; }

    /// <summary>The dates as words; empty when no date limits it.</summary>
    public string Dates =>
        string.Join(" ", new[] { From is null ? null : $"from {From}", To is null ? null : $"to {To}" }.OfType<string>());

    /// <summary>Writes the dates and the difference.</summary>
    /// <returns>"from 2026-01-01: a-clinic 2 differs from a-clinic 1 on 3 axes".</returns>
    public override string ToString() => $"{(Dates.Length == 0 ? "" : Dates + ": ")}{Missing ?? Report?.ToString()}";
}
