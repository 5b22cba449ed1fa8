namespace Infusion.Rules.Visits;

/// <summary>Which steps before the infusion are done; <c>null</c> is not recorded.</summary>
public sealed record ChecklistFacts
{
    /// <summary>Whether the chart is reviewed.</summary>
    public bool? ChartReview { get; init; }

    /// <summary>Whether further questions are answered.</summary>
    public bool? QuestionsAnswered { get; init; }

    /// <summary>Whether the bladder is emptied.</summary>
    public bool? BladderEmptied { get; init; }

    /// <summary>Whether the intravenous line is placed.</summary>
    public bool? IvPlaced { get; init; }

    /// <summary>Whether the monitor is attached.</summary>
    public bool? MonitorAttached { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => "checklist facts: " + VisitKnown.List(
        ("chart review", ChartReview is not null),
        ("questions", QuestionsAnswered is not null),
        ("bladder", BladderEmptied is not null),
        ("intravenous line", IvPlaced is not null),
        ("monitor", MonitorAttached is not null));
}
