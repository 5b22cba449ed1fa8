using NodaTime;

namespace Infusion.Rules.Policies;

/// <summary>A version of a book as its index names it: the file and the dates it holds for.</summary>
/// <param name="File">The file of the policy, relative to the index, with forward slashes.</param>
/// <param name="From">The first clinic-local date, inclusive.</param>
/// <param name="To">The date from which it no longer holds, exclusive; <c>null</c> for an open end.</param>
public sealed record PolicyBookEntry(string File, LocalDate From, LocalDate? To)
{
    /// <summary>Writes the file and its dates.</summary>
    /// <returns>"2026.json from 2026-01-01".</returns>
    public override string ToString() => $"{File} from {PolicyBook.Text(From)}{(To is { } end ? $" to {PolicyBook.Text(end)}" : "")}";
}
