using Infusion.Rules.Tables;

namespace Infusion.Rules.Clinic;

/// <summary>What every fact about a series of infusions, or the protocol of one, rests on.</summary>
internal static class SeriesFacts
{
    /// <summary>The parameters that say which series an infusion or a score belongs to: the categories of conditions, and what protocols
    /// are for.</summary>
    public static string[] Treated =>
        ["eligibility.conditions*.category", "protocols.protocols*.id", "protocols.protocols*.serves*.category"];

    /// <summary>The table of what the scores say, on which it rests whether the infusions beyond an induction are of it or after
    /// it.</summary>
    public const string Scored = "response.course";

    /// <summary>A fact about the protocol of an infusion: where nobody wrote one down, it is the one that the rules name for the
    /// conditions.</summary>
    public static Fact<T> OfProtocol<T>(this Fact<T> fact)
        where T : notnull => fact.KnownThrough("protocol.choice", "eligibility.condition").Under(Treated);

    /// <summary>A fact that counts the infusions of a series: which of them were completed is decided, and which
    /// conditions it is for.</summary>
    public static Fact<T> OfSeries<T>(this Fact<T> fact)
        where T : notnull => fact.DoubtedBy("visit.infusion").KnownThrough("eligibility.condition").Under(Treated);

    /// <summary>How many infusions of an induction were given: what the scores say moves only what is counted beyond it, and no rule asks
    /// for more than it has.</summary>
    public static Fact<T> OfSessions<T>(this Fact<T> fact)
        where T : notnull => fact.OfSeries().Under([.. Treated, "protocols.protocols*.inductionSessions*"]);

    /// <summary>A fact about an infusion and those before it: how many an induction has is a parameter. What the scores say decides
    /// only whether the infusions beyond it are judged.</summary>
    public static Fact<T> OfSession<T>(this Fact<T> fact)
        where T : notnull => fact.OfSeries()
            .Under([.. Treated, "protocols.protocols*.evaluateAfterSessions*", "protocols.protocols*.inductionSessions*"]);

    /// <summary>A fact about the infusions after an induction: which those are the scores say, too.</summary>
    public static Fact<T> OfInduction<T>(this Fact<T> fact)
        where T : notnull => fact.OfSession().Taken(Scored);
}
