using NodaTime;

namespace Infusion.Rules.Reference;

/// <summary>Section 1: which conditions are listed, and who is a candidate under the published policy.</summary>
public static class EligibilityReference
{
    public const int ChronicAfterMonths = 3;

    /// <summary>What a patient may have. RSD is another name of CRPS type I.</summary>
    public enum Condition
    {
        CrpsTypeI,
        CrpsTypeII,
        BackPain,
        NeckPain,
        Migraine,
        Fibromyalgia,
        MajorDepression,
        PostpartumDepression,
        Anxiety,
        Ptsd,
        ClusterHeadache,
        AnythingElse,
    }

    public enum Category { Pain, MentalHealth, Headache }

    /// <summary>Listed: an active listed condition. Remission: listed, but fully remitted, so no active indication.</summary>
    public enum Listing { Listed, Remission, NotListed }

    /// <summary>From least to most cautious.</summary>
    public enum Outcome { Candidate, NotPublished, ClinicianReview, NotCandidate }

    public enum Verdict { None, Candidate, NotCandidate }

    public enum ScreenEffect { Inform, Review, Exclude }

    /// <param name="Chronic">Whether back or neck pain has become chronic; read for those two only.</param>
    /// <param name="FullRemission">Whether the condition is fully remitted.</param>
    public sealed record ConditionFacts(Condition Condition, bool? Chronic, bool? FullRemission);

    public sealed record ConditionResult(Listing Listing, Category? Category, bool ListedBySyndromeName, bool AlsoListedUnderOther);

    /// <param name="AnyActiveListedCondition">One active listed condition is enough.</param>
    /// <param name="ReviewScreenPresent">Some screen whose effect is clinician review is present.</param>
    /// <param name="ExcludeScreenPresent">Some screen whose effect is exclude is present.</param>
    /// <param name="PhysicianVerdict">None means: asked, and none recorded.</param>
    /// <param name="ReasonRecorded">The physician wrote down why an exclude screen does not decide.</param>
    public sealed record CandidacyFacts(
        bool? AnyActiveListedCondition,
        bool? ReviewScreenPresent,
        bool? ExcludeScreenPresent,
        Verdict? PhysicianVerdict,
        bool? ReasonRecorded);

    public sealed record CandidacyResult(Outcome Outcome, bool FlaggedAgainstExclusion);

    /// <summary>Chronic: the reference date is later than the onset plus three calendar months. Exactly three months is not.</summary>
    public static bool IsChronic(LocalDate onset, LocalDate referenceDate) =>
        ClinicClock.IsAfter(referenceDate, ClinicClock.AddMonths(onset, ChronicAfterMonths));

    /// <summary>An onset known only to lie between two dates (a month without a day): try every date.</summary>
    public static IReadOnlySet<bool> PossiblyChronic(LocalDate earliestOnset, LocalDate latestOnset, LocalDate referenceDate)
    {
        HashSet<bool> answers = [];
        for (var onset = earliestOnset; !ClinicClock.IsAfter(onset, latestOnset); onset = ClinicClock.AddDays(onset, 1))
            answers.Add(IsChronic(onset, referenceDate));

        return answers;
    }

    public static Category? CategoryOf(Condition condition)
    {
        switch (condition)
        {
            case Condition.CrpsTypeI:
            case Condition.CrpsTypeII:
            case Condition.BackPain:
            case Condition.NeckPain:
            case Condition.Migraine:
            case Condition.Fibromyalgia:
                return Category.Pain;
            case Condition.MajorDepression:
            case Condition.PostpartumDepression:
            case Condition.Anxiety:
            case Condition.Ptsd:
                return Category.MentalHealth;
            case Condition.ClusterHeadache:
                return Category.Headache;
            default:
                return null;
        }
    }

    /// <summary>Whether the page lists one condition, and how.</summary>
    public static ConditionResult Judge(ConditionFacts facts)
    {
        var category = CategoryOf(facts.Condition);
        if (category is null)
            return new ConditionResult(Listing.NotListed, null, false, false);

        if (facts.Condition is Condition.BackPain or Condition.NeckPain)
        {
            if (!Completions.Known(facts.Chronic, nameof(facts.Chronic)))
                return new ConditionResult(Listing.NotListed, null, false, false);
        }

        var bySyndromeName = facts.Condition == Condition.CrpsTypeII;
        var alsoOther = facts.Condition is Condition.Migraine or Condition.Fibromyalgia;
        if (Completions.Known(facts.FullRemission, nameof(facts.FullRemission)))
            return new ConditionResult(Listing.Remission, category, bySyndromeName, alsoOther);

        return new ConditionResult(Listing.Listed, category, bySyndromeName, alsoOther);
    }

    /// <summary>The same of a condition as a clinic's list has it; null where the list does not have it.</summary>
    public static Listing Judge(ReferencePolicy.ListedCondition? condition, bool chronic, bool fullRemission)
    {
        if (condition is null || (condition.IsOnlyListedWhenChronic && !chronic))
            return Listing.NotListed;

        return fullRemission ? Listing.Remission : Listing.Listed;
    }

    /// <summary>Whether a number makes a screen apply.</summary>
    public static bool Applies(ReferencePolicy.Screen screen, decimal number) => number < screen.Below || number >= screen.From;

    /// <summary>Whether what happened so many months or days ago, of which the last may not be over, makes it apply; null for never.</summary>
    public static bool Applies(ReferencePolicy.Screen screen, long? since) => since is { } ago && ago <= screen.Within;

    public static IReadOnlySet<ConditionResult> Possible(ConditionFacts partial) => Completions.Possible(
        partial,
        Judge,
        f => Completions.Fill(f, f.Chronic, v => f with { Chronic = v }),
        f => Completions.Fill(f, f.FullRemission, v => f with { FullRemission = v }));

    /// <summary>
    /// Whether a patient has an active listed condition: both answers while it is open. An incomplete list may hold one more.
    /// </summary>
    public static IReadOnlySet<bool> PossiblyAnyActiveListed(IEnumerable<ConditionFacts> conditions, bool listIsComplete)
    {
        HashSet<bool> answers = [false];
        foreach (var condition in conditions)
        {
            var one = Possible(condition).Select(r => r.Listing == Listing.Listed).ToHashSet();
            answers = answers.SelectMany(_ => one, (soFar, listed) => soFar || listed).ToHashSet();
        }

        if (!listIsComplete)
            answers.Add(true);

        return answers;
    }

    /// <summary>Candidacy on known facts.</summary>
    public static CandidacyResult Candidacy(CandidacyFacts facts)
    {
        var verdict = Completions.Known(facts.PhysicianVerdict, nameof(facts.PhysicianVerdict));
        if (verdict == Verdict.NotCandidate)
            return new CandidacyResult(Outcome.NotCandidate, false);

        var excluded = Completions.Known(facts.ExcludeScreenPresent, nameof(facts.ExcludeScreenPresent));
        if (verdict == Verdict.Candidate)
        {
            if (!excluded)
                return new CandidacyResult(Outcome.Candidate, false);

            // Against an exclude criterion the verdict needs a reason, and stays flagged for good.
            if (Completions.Known(facts.ReasonRecorded, nameof(facts.ReasonRecorded)))
                return new CandidacyResult(Outcome.Candidate, true);

            return new CandidacyResult(Outcome.NotCandidate, false);
        }

        if (excluded)
            return new CandidacyResult(Outcome.NotCandidate, false);

        if (Completions.Known(facts.ReviewScreenPresent, nameof(facts.ReviewScreenPresent)))
            return new CandidacyResult(Outcome.ClinicianReview, false);

        // Not listed is not ineligible.
        if (!Completions.Known(facts.AnyActiveListedCondition, nameof(facts.AnyActiveListedCondition)))
            return new CandidacyResult(Outcome.ClinicianReview, false);

        return new CandidacyResult(Outcome.Candidate, false);
    }

    public static IReadOnlySet<Outcome> Possible(CandidacyFacts partial) =>
        Complete(partial).Select(f => Candidacy(f).Outcome).ToHashSet();

    /// <summary>Every completion of the candidacy facts.</summary>
    public static IReadOnlyList<CandidacyFacts> Complete(CandidacyFacts partial) => Completions.Of(
        partial,
        f => Completions.Fill(f, f.AnyActiveListedCondition, v => f with { AnyActiveListedCondition = v }),
        f => Completions.Fill(f, f.ReviewScreenPresent, v => f with { ReviewScreenPresent = v }),
        f => Completions.Fill(f, f.ExcludeScreenPresent, v => f with { ExcludeScreenPresent = v }),
        f =>
            Completions.Fill(
                f, f.PhysicianVerdict, [Verdict.None, Verdict.Candidate, Verdict.NotCandidate], v => f with { PhysicianVerdict = v }),
        f => Completions.Fill(f, f.ReasonRecorded, v => f with { ReasonRecorded = v }));

    /// <summary>Missing papers on failed first- and second-line treatment are mentioned, never a gate.</summary>
    public static bool PriorTherapyNotDocumented(bool failureDocumented) => !failureDocumented;
}
