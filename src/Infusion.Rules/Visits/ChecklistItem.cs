namespace Infusion.Rules.Visits;

/// <summary>A step before the infusion starts (R54 to R56).</summary>
public enum ChecklistItem
{
    /// <summary>The chart is reviewed.</summary>
    ChartReview,

    /// <summary>Further questions are answered.</summary>
    QuestionsAnswered,

    /// <summary>The bladder is emptied.</summary>
    BladderEmptied,

    /// <summary>The intravenous line is placed.</summary>
    IvPlaced,

    /// <summary>The monitor is attached.</summary>
    MonitorAttached,

    /// <summary>The steps before an infusion are not published.</summary>
    NotPublished,
}
