using NodaTime;

namespace Infusion.Rules.Policies;

/// <summary>A version of a policy and the dates it holds for.</summary>
/// <param name="Policy">The version.</param>
/// <param name="From">The first clinic-local date, inclusive.</param>
/// <param name="To">The date from which it no longer holds, exclusive; <c>null</c> for an open end.</param>
public sealed record PolicyValidity(ClinicPolicy Policy, LocalDate From, LocalDate? To)
{
    /// <summary>Whether it holds on a date.</summary>
    /// <param name="date">The clinic-local date.</param>
    /// <returns>Whether the date is in its validity.</returns>
    public bool Holds(LocalDate date) => date >= From && (To is not { } end || date < end);

    /// <summary>Writes the version and its dates.</summary>
    /// <returns>"a-clinic 2 from 2026-01-01".</returns>
    public override string ToString() => $"{Policy} from {PolicyBook.Text(From)}{(To is { } end ? $" to {PolicyBook.Text(end)}" : "")}";
}
