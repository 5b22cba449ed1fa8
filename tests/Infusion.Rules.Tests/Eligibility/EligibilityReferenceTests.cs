using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Reference;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.Eligibility.EligibilityScenarioTests;

namespace Infusion.Rules.Tests.Eligibility;

/// <summary>The room against the independent reference model, over every combination of known and unknown facts.</summary>
public class EligibilityReferenceTests
{
    private static EligibilityPolicy Policy => PublishedEligibility.Policy with
    {
        Screens =
        [
            new(
                "review", "a reason for review", "Is there one?", new ScreenAsk.YesNo(), ScreenEffect.ClinicianReview,
                Provenance.ClinicPolicy, ["clinic-policy"]),
            new(
                "exclude", "a reason to exclude", "Is there one?", new ScreenAsk.YesNo(), ScreenEffect.Exclude, Provenance.ClinicPolicy,
                ["clinic-policy"]),
        ],
    };

    private static bool?[] Values => [null, false, true];

    [Fact]
    public void Every_patient_and_booking_has_the_possible_outcomes_of_the_reference()
    {
        EligibilityPolicy policy = Policy;
        EligibilityRules rules = With(policy);
        long compared = 0;
        long mismatches = 0;
        foreach (EligibilityReference.CandidacyFacts reference in Cases())
        {
            Assessment facts = FactsOf(reference);
            Decision<EligibilityOutcome> decision = rules.Decide(facts);
            compared++;
            mismatches += EligibilityReference.Possible(reference).Select(outcome => outcome.ToString()).ToHashSet()
                .SetEquals(decision.Possible.Select(outcome => outcome.ToString())) ? 0 : 1;
            foreach (bool? held in Values)
            {
                HashSet<string> expected =
                [
                    .. ConsultationReference.Possible(new(held, reference)).Select(result => result.Reason?.ToString() ?? "Accepted"),
                ];
                HashSet<string> actual = [.. rules.DecideBooking(facts, held).Possible.Select(ReasonOf)];
                compared++;
                mismatches += expected.SetEquals(actual) ? 0 : 1;
            }
        }

        Evidence.Write("eligibility-reference", compared, 3 * 3 * 3 * 4 * 3 * 4, mismatches);
    }

    [Fact]
    public void Every_condition_has_the_listing_of_the_reference()
    {
        EligibilityRules rules = Published;
        long compared = 0;
        long mismatches = 0;
        foreach (EligibilityReference.Condition condition in Enum.GetValues<EligibilityReference.Condition>())
        {
            foreach (bool? chronic in Values)
            {
                foreach (bool? remission in Values)
                {
                    HashSet<string> expected =
                    [
                        .. EligibilityReference.Possible(new EligibilityReference.ConditionFacts(condition, chronic, remission))
                            .Select(result => result.Listing.ToString()),
                    ];
                    LocalDate? onset = chronic is { } known ? Day.PlusMonths(known ? -4 : -3) : null;
                    Decision<ConditionOutcome> actual = rules.DecideConditions(Facts(new StatedCondition
                    {
                        Name = NameOf(condition),
                        Onset = onset is { } day ? new(day, day) : null,
                        InFullRemission = remission,
                    })).Single();
                    HashSet<string> found =
                    [
                        .. actual.Possible.Select(
                            outcome => outcome == ConditionOutcome.NoActiveIndication ? "Remission" : outcome.ToString()),
                    ];
                    compared++;
                    mismatches += expected.SetEquals(found)
                        && rules.Find(StatedName.Of(NameOf(condition)))?.Category.ToString() == EligibilityReference.CategoryOf(condition)?.ToString()
                        ? 0
                        : 1;
                }
            }
        }

        Evidence.Write("eligibility-conditions", compared, 12 * 9, mismatches);
    }

    private static IEnumerable<EligibilityReference.CandidacyFacts> Cases() =>
        from listed in Values
        from review in Values
        from exclude in Values
        from verdict in (EligibilityReference.Verdict?[])[
            null, EligibilityReference.Verdict.None, EligibilityReference.Verdict.Candidate, EligibilityReference.Verdict.NotCandidate]
        from reason in Values
        select new EligibilityReference.CandidacyFacts(listed, review, exclude, verdict, reason);

    private static Assessment FactsOf(EligibilityReference.CandidacyFacts reference)
    {
        ScreenAnswers answers = new ScreenAnswers();
        answers = reference.ReviewScreenPresent is { } review ? answers.With("review", review) : answers;
        answers = reference.ExcludeScreenPresent is { } exclude ? answers.With("exclude", exclude) : answers;
        return new()
        {
            On = Day,
            Conditions = reference.AnyActiveListedCondition == true ? [StatedCondition.Present("migraine")] : [],
            ConditionsCompleteness = reference.AnyActiveListedCondition is null ? ListCompleteness.Partial : ListCompleteness.Complete,
            Screens = answers,
            Verdict = reference.PhysicianVerdict switch
            {
                null => null,
                EligibilityReference.Verdict.None => PhysicianVerdict.NotRecorded,
                EligibilityReference.Verdict.Candidate => PhysicianVerdict.Candidate,
                _ => PhysicianVerdict.NotCandidate,
            },
            VerdictBy = ClinicianRole.Physician,
            VerdictHasReason = reference.ReasonRecorded,
        };
    }

    private static string ReasonOf(BookingOutcome outcome) => outcome switch
    {
        BookingOutcome.Accepted => "Accepted",
        BookingOutcome.RejectedNoConsultation => "NoConsultation",
        BookingOutcome.RejectedNotCandidate => "NotCandidate",
        BookingOutcome.RejectedNoVerdict or BookingOutcome.RejectedReviewPending => "NoPhysicianVerdict",
        _ => outcome.ToString(),
    };

    private static string NameOf(EligibilityReference.Condition condition) => condition switch
    {
        EligibilityReference.Condition.CrpsTypeI => "RSD",
        EligibilityReference.Condition.CrpsTypeII => "causalgia",
        EligibilityReference.Condition.BackPain => "back pain",
        EligibilityReference.Condition.NeckPain => "neck pain",
        EligibilityReference.Condition.MajorDepression => "major depression",
        EligibilityReference.Condition.PostpartumDepression => "postpartum depression",
        EligibilityReference.Condition.ClusterHeadache => "cluster headache",
        EligibilityReference.Condition.AnythingElse => "gout",
        _ => condition.ToString(),
    };
}
