namespace Infusion.Rules.Verification;

/// <summary>The ids of the checks, as pages and reports name them.</summary>
public static class CheckCodes
{
    /// <summary>The id of a check.</summary>
    /// <param name="code">The check.</param>
    /// <returns>"IR0001" and so on.</returns>
    public static string IdOf(CheckCode code) => FormattableString.Invariant($"IR{(int)code + 1:0000}");

    /// <summary>What a check looks for, in a few words.</summary>
    /// <param name="code">The check.</param>
    /// <returns>The title of its page.</returns>
    public static string TitleOf(CheckCode code) => code switch
    {
        CheckCode.Gap => "A case without an answer",
        CheckCode.Overlap => "Two rules of a Unique table apply together",
        CheckCode.MaskedRule => "A rule that decides nowhere",
        CheckCode.DeadRule => "A rule that applies nowhere",
        CheckCode.DeadFact => "A fact on which no answer depends",
        CheckCode.DeadConstant => "A constant that separates nothing",
        CheckCode.NotMonotone => "An outcome that turns back as a number grows",
        CheckCode.NothingPossible => "Constraints that leave no case",
        CheckCode.EmptyConstraint => "A constraint that excludes nothing",
        CheckCode.StaleAcceptance => "An accepted finding that does not occur",
        CheckCode.IdleLimit => "A limit that holds nobody",
        CheckCode.EarlierRelease => "A longer infusion that is released earlier",
        CheckCode.ReversedSteps => "Steps in reverse",
        CheckCode.CheaperMiss => "A worse miss that costs less",
        CheckCode.NoCriterion => "A score without a criterion",
        CheckCode.OutsideWindow => "A date outside its window",
        CheckCode.NoSchedule => "A schedule that nobody can keep",
        CheckCode.UntrueCitation => "A citation of another value",
        CheckCode.AppliesToAll => "A screen that applies to everybody",
        CheckCode.ReversedTimes => "Times of a visit in the wrong order",
        _ => "A table above the cell budget",
    };
}
