using Infusion.Rules.Tables;

namespace Infusion.Rules.Clinic;

/// <summary>What every fact about a series of infusions rests on.</summary>
internal static class SeriesFacts
{
    /// <summary>The parameters that say which series an infusion or a score belongs to: the categories of conditions, and what protocols
    /// are for.</summary>
    public static string[] Treated =>
        ["eligibility.conditions*.category", "protocols.protocols*.id", "protocols.protocols*.serves*.category"];

    /// <summary>A fact that counts the infusions of a series: which of them were completed is decided, and which
    /// conditions it is for.</summary>
    public static Fact<T> OfSeries<T>(this Fact<T> fact)
        where T : notnull => fact.Taken("visit.infusion", "eligibility.condition").Under(Treated);
}
