using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Decisions;

/// <summary>A date, amount or other value that a decision carries, as data.</summary>
/// <param name="Id">The value's stable id, such as <c>fasting.earliest-appointment</c>.</param>
/// <param name="Value">The value: instants and dates in ISO 8601, durations as PT4H, money as "100.00 USD", names as they are.</param>
/// <param name="Rule">The id of the rule it comes from; <c>null</c> for plain arithmetic.</param>
public sealed record ValueDocument(string Id, string Value, string? Rule)
{
    internal ValueDocument(string id, Instant at, string? rule)
        : this(id, InstantPattern.ExtendedIso.Format(at), rule)
    {
    }

    internal ValueDocument(string id, LocalDate date, string? rule)
        : this(id, LocalDatePattern.Iso.Format(date), rule)
    {
    }

    internal ValueDocument(string id, Duration elapsed, string? rule)
        : this(id, IsoDuration.Format(elapsed), rule)
    {
    }

    /// <summary>Writes the id, without the value.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;
}
