using Infusion.Rules.Verification;
using Infusion.Rules.Words;

namespace Infusion.Rules.Tool.Reports;

/// <summary>How a decision changes, in words.</summary>
internal static class ChangeWords
{
    /// <summary>Where a decision stands in a report; the first group is read first.</summary>
    public static ChangeGroup GroupOf(DecisionDiff decision)
    {
        ChangeClass caution = ClassOn(decision, ChangeAxis.Caution);
        AxisDiff[] changed = [.. decision.Axes.Where(static axis => axis.Class != ChangeClass.Equivalent)];
        return caution == ChangeClass.Mixed ? ChangeGroup.BothWays
            : caution == ChangeClass.Relaxes || IsShown(decision, ChangeAxis.Caution, ChangeClass.Relaxes) ? ChangeGroup.LessCautious
            : changed.Any(static axis => axis.Class is ChangeClass.Incomparable or ChangeClass.Undecided) ? ChangeGroup.NoDirection
            : caution == ChangeClass.MayChange ? ChangeGroup.Perhaps
            : caution == ChangeClass.Tightens ? ChangeGroup.MoreCautious
            : changed.All(static axis => axis.Axis == ChangeAxis.Wording) ? ChangeGroup.Wording
            : changed.All(static axis => axis.Axis == ChangeAxis.Wording || axis.Class == ChangeClass.MayChange) ? ChangeGroup.Perhaps
            : ChangeGroup.Otherwise;
    }

    /// <summary>The head of a group.</summary>
    public static string TitleOf(ChangeGroup group) => group switch
    {
        ChangeGroup.LessCautious => "Becomes less cautious",
        ChangeGroup.BothWays => "Becomes less cautious for some, more cautious for others",
        ChangeGroup.NoDirection => "Has no direction: a person has to look",
        ChangeGroup.Perhaps => "May change in a way that no record shows",
        ChangeGroup.MoreCautious => "Becomes more cautious",
        ChangeGroup.Otherwise => "As cautious as before; cost, questions or times change",
        _ => "Only worded otherwise",
    };

    /// <summary>The class of a decision on an axis.</summary>
    public static ChangeClass ClassOn(DecisionDiff decision, ChangeAxis axis) =>
        decision.Axes.First(one => one.Axis == axis).Class;

    /// <summary>Whether a record shows a direction.</summary>
    public static bool IsShown(DecisionDiff decision, ChangeAxis axis, ChangeClass direction) =>
        decision.Witnesses.Any(witness => witness.Axis == axis && witness.Class == direction);

    /// <summary>What becomes of a decision, as the end of a sentence: "becomes less cautious; some times come earlier".</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="isFull">Whether each axis is said; otherwise what the head of its group says is left out, and what matters less is
    /// summed up.</param>
    public static string Of(DecisionDiff decision, bool isFull)
    {
        AxisDiff[] changed = [.. decision.Axes.Where(static axis => axis.Class != ChangeClass.Equivalent)];
        bool isInTitle = !isFull
            && GroupOf(decision) is ChangeGroup.LessCautious or ChangeGroup.BothWays or ChangeGroup.MoreCautious;
        AxisDiff[] decided = isFull || Array.TrueForAll(changed, static axis => axis.Axis == ChangeAxis.Wording) ? changed
            : [.. changed.Where(static axis => axis.Axis != ChangeAxis.Wording)];
        string[] certain =
        [
            .. decided.Where(axis => !isInTitle || axis.Axis != ChangeAxis.Caution)
                .Select(axis => (axis.Axis, Class: Certain(decision, axis)))
                .Where(static one => one.Class is not null).Select(static one => Of(one.Axis, one.Class!.Value)),
        ];
        AxisDiff[] open = [.. decided.Where(static axis => axis.Class == ChangeClass.MayChange)];
        return string.Join("; ", !isFull && (certain.Length > 0 || isInTitle)
            ? certain.Concat(open.Length > 0 ? [$"perhaps {Listed(open)} too"] : Array.Empty<string>())
            : !isFull && open.Length > 0 ? [$"{Listed(open)} may change"]
            : certain.Concat(open.Select(axis => Certain(decision, axis) is null ? Of(axis.Axis, axis.Class)
                : $"{Subject(axis.Axis)} perhaps changed the other way elsewhere")));
    }

    // The direction that is known: of a change that may be, the one that a record shows.
    private static ChangeClass? Certain(DecisionDiff decision, AxisDiff axis) => axis.Class != ChangeClass.MayChange ? axis.Class
        : IsShown(decision, axis.Axis, ChangeClass.Relaxes) ? ChangeClass.Relaxes
        : IsShown(decision, axis.Axis, ChangeClass.Tightens) ? ChangeClass.Tightens
        : null;

    /// <summary>A direction on an axis.</summary>
    public static string Of(ChangeAxis axis, ChangeClass change) => (axis, change) switch
    {
        (_, ChangeClass.Equivalent) => "is as before",
        (_, ChangeClass.Undecided) => $"{Subject(axis)} not proved: there are more cells than the budget",
        (ChangeAxis.Wording, _) => "is worded otherwise",
        (_, ChangeClass.Incomparable) => $"{Subject(axis)} changed in no direction that can be named",
        (ChangeAxis.Caution, ChangeClass.Relaxes) => "becomes less cautious",
        (ChangeAxis.Caution, ChangeClass.Tightens) => "becomes more cautious",
        (ChangeAxis.Caution, ChangeClass.Mixed) => "becomes less cautious for some and more for others",
        (ChangeAxis.Caution, _) => "may become less or more cautious",
        (ChangeAxis.PatientCost, ChangeClass.Relaxes) => "costs the patient less",
        (ChangeAxis.PatientCost, ChangeClass.Tightens) => "costs the patient more",
        (ChangeAxis.PatientCost, ChangeClass.Mixed) => "costs some patients more and others less",
        (ChangeAxis.PatientCost, _) => "may cost the patient more or less",
        (ChangeAxis.InformationDemand, ChangeClass.Relaxes) => "asks for less",
        (ChangeAxis.InformationDemand, ChangeClass.Tightens) => "asks for more",
        (ChangeAxis.InformationDemand, ChangeClass.Mixed) => "asks for more of some and less of others",
        (ChangeAxis.InformationDemand, _) => "may ask for more or less",
        (_, ChangeClass.Relaxes) => "some times come earlier or are shorter",
        (_, ChangeClass.Tightens) => "some times come later or are longer",
        (_, ChangeClass.Mixed) => "some times come earlier and others later",
        _ => "some times may move",
    };

    /// <summary>The room of a decision: "Fasting".</summary>
    public static string RoomOf(string decision) => Wording.Capital(Wording.Words(decision.Split('.')[0]));

    /// <summary>The room and the title of a decision: "Fasting: Intake".</summary>
    public static string NameOf(string decision) => $"{RoomOf(decision)}: {DecisionWords.TitleOf(decision)}";

    /// <summary>Decisions by name, those of a room together: "Fasting (Intake, What follows), Day (This visit)".</summary>
    /// <param name="decisions">Their ids.</param>
    /// <param name="most">How many to name.</param>
    public static string Names(IReadOnlyCollection<string> decisions, int most)
    {
        string names = string.Join(", ", decisions.Take(most).GroupBy(RoomOf).Select(static room =>
            $"{room.Key} ({string.Join("; ", room.Select(DecisionWords.TitleOf))})"));
        return decisions.Count > most ? $"{names} and {decisions.Count - most} more" : names;
    }

    private static string NameOf(ChangeAxis axis) => axis switch
    {
        ChangeAxis.Caution => "caution",
        ChangeAxis.PatientCost => "cost",
        ChangeAxis.InformationDemand => "questions",
        ChangeAxis.Schedule => "times",
        _ => "wording",
    };

    private static string Listed(AxisDiff[] axes)
    {
        string[] names = Array.ConvertAll(axes, static axis => NameOf(axis.Axis));
        return names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    private static string Subject(ChangeAxis axis) => axis switch
    {
        ChangeAxis.Caution => "its caution is",
        ChangeAxis.PatientCost => "what the patient pays is",
        ChangeAxis.InformationDemand => "what it asks for is",
        ChangeAxis.Schedule => "its times are",
        _ => "its words are",
    };
}
