using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Maintenance;

/// <summary>How many infusions one booster is, where it is more than one.</summary>
/// <remarks>A maintenance infusion belongs to the booster of the one before it while it is on a date within the period from the booster's
/// first; the next one begins another booster. Compared by value. Immutable and thread-safe.</remarks>
/// <param name="Sessions">The infusions of a booster, 2 to 30.</param>
/// <param name="Within">The calendar period that they fit in: from the first one's date up to, not including, the date so much later.
/// A week is seven dates.</param>
public sealed record MaintenanceBooster(int Sessions, Period Within)
{
    /// <summary>The most infusions of one booster.</summary>
    internal const int MostSessions = 30;

    /// <summary>Whether each infusion can have a date of its own, from whatever date the period counts.</summary>
    internal bool DoesFit => CalendarPeriods.NeverAfter(Period.FromDays(Sessions), Within);

    /// <summary>Writes the number and the period.</summary>
    /// <returns>"2 infusions within 1 week".</returns>
    public override string ToString() => $"{Wording.Count(Sessions, "infusion")} within {Wording.Of(Within)}";
}
