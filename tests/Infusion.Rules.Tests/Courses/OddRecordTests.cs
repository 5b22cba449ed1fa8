using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>Odd facts in a record: which are refused, and what the rest come to.</summary>
public sealed class OddRecordTests
{
    private const string Given = """ "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00", "end": "2026-06-15T14:00" """;

    [Theory]
    [InlineData(""" "arrival": "2026-06-20T12:01" """)]
    [InlineData(""" "start": "2026-06-20T12:01" """)]
    [InlineData(""" "start": "2026-06-20T09:00", "end": "2026-06-20T12:01" """)]
    [InlineData(""" "left": "2026-06-20T12:01" """)]
    [InlineData(""" "cancelled": { "by": "no-show", "at": "2026-06-20T12:01" } """)]
    public void A_recorded_time_after_the_time_of_the_case_is_kept(string recorded)
    {
        PatientRecord read = Read(Visit(""" "appointment": "2026-06-20T09:30", """ + recorded));

        Assert.Empty(read.Contradictions());
        Assert.Equal(read, PatientRecord.Parse(read.ToJson(InfusionRules.Published.TimeZone), InfusionRules.Published.TimeZone));
    }

    [Fact]
    public void A_score_after_the_time_of_the_case_is_kept() => Assert.Single(
        Read(""" "scores": [{ "condition": "pain", "instrument": "pain-nrs", "points": 5, "at": "2026-06-20T12:01" }] """).Scores);

    [Fact]
    public void The_date_the_patient_is_judged_on_may_lie_ahead() =>
        Assert.Equal(new LocalDate(2026, 6, 21), Read(""" "eligibility": { "on": "2026-06-21" } """).Eligibility!.On);

    [Fact]
    public void What_is_planned_may_lie_ahead() =>
        Assert.Single(
            Read(
                Visit(
                    """ "appointment": "2026-07-20T10:00", "departure": "2026-07-20T08:00", "intakes": [{ "what": "water", "at": "2026-07-20T07:00" }] """)).Visits);

    [Theory]
    [InlineData(""" "arrival": "2026-06-15T10:01", """, "$.visits[0].arrival")]
    [InlineData(""" "left": "2026-06-15T13:59", """, "$.visits[0].left")]
    public void Arriving_after_the_start_and_leaving_before_the_end_are_kept_and_named(string wrong, string path) =>
        Assert.Equal(path, Assert.Single(Read(Visit(wrong + Given)).Contradictions()).FirstPath);

    [Fact]
    public void Arriving_at_the_start_and_leaving_at_the_end_fit() =>
        Assert.Empty(Read(Visit(""" "arrival": "2026-06-15T10:00", "left": "2026-06-15T14:00", """ + Given)).Contradictions());

    [Theory]
    [InlineData(""" "appointment": "1899-12-31T12:00" """)]
    [InlineData(""" "appointment": "2200-01-01T12:00" """)]
    [InlineData(""" "appointment": "9999-12-31T23:00Z" """)]
    public void A_year_that_no_patient_lives_in_is_out_of_range(string appointment) =>
        Assert.Equal(ProblemCodes.OutOfRange, ProblemOf(Visit(appointment)).Code);

    [Theory]
    [InlineData("1899-12-31")]
    [InlineData("1899-12")]
    public void An_onset_before_1900_is_out_of_range(string onset)
    {
        string Onset(string date) => $$""" "eligibility": { "conditions": [{ "name": "migraine", "onset": "{{date}}" }] } """;

        Assert.Equal(ProblemCodes.OutOfRange, ProblemOf(Onset(onset)).Code);
        Assert.NotNull(Read(Onset("1900-01")).Eligibility);
    }

    [Fact]
    public void An_interval_of_more_than_ten_years_is_out_of_range()
    {
        const string Interval = """ "maintenance": { "clinicianInterval": { "earliest": "P1M", "latest": "P11Y" } } """;

        Assert.Equal(ProblemCodes.OutOfRange, ProblemOf(Interval).Code);
        Assert.NotNull(Read(Interval.Replace("P11Y", "P10Y", StringComparison.Ordinal)).Maintenance);
    }

    [Theory]
    [InlineData("fibromyalgia", ConditionOutcome.Listed)]
    [InlineData("FIBROMYALGIA", ConditionOutcome.Listed)]
    [InlineData("gout", ConditionOutcome.NotListed)]
    public void A_condition_is_the_policys_in_any_case(string name, ConditionOutcome expected)
    {
        CourseReview review = Review(
            $$""" "eligibility": { "conditions": [{ "name": "{{name}}", "inFullRemission": false }], "conditionsAreComplete": true } """);

        Assert.Equal(
            expected == ConditionOutcome.Listed ? EligibilityOutcome.Candidate : EligibilityOutcome.ClinicianReview,
            review.Eligibility!.Value.Outcome);
    }

    [Fact]
    public void A_condition_that_is_nearly_the_policys_is_asked_with_the_name_that_was_meant()
    {
        Decision<EligibilityOutcome> Judged(string name) =>
            Review(
                $$""" "eligibility": { "conditions": [{ "name": {{name}}, "inFullRemission": false }], "conditionsAreComplete": true } """).Eligibility!.Value;
        Decision<EligibilityOutcome> slip = Judged("\"fibromialgia\"");

        Assert.Equal((DecisionStatus.NeedsInformation, EligibilityOutcome.ClinicianReview), (slip.Status, slip.Outcome));
        Assert.Equal("eligibility.condition", slip.Questions[0].Fact);
        Assert.Equal("fibromyalgia", slip.ToDocument().Parts[0].Value("eligibility.did-you-mean"), ignoreCase: true);
        Assert.Equal(DecisionStatus.Determined, Judged("""{ "other": "fibromialgia" }""").Status);
    }

    [Fact]
    public void An_answer_that_no_criterion_of_the_policy_asks_for_is_kept_and_changes_nothing()
    {
        const string Patient = """ "eligibility": { "conditions": [{ "name": "migraine", "inFullRemission": false }], "screens": { "pregnency": true } } """;

        Assert.Equal(["pregnency"], Read(Patient).Eligibility!.Screens!.Criteria);
        Assert.Equal(
            (DecisionStatus.Determined, EligibilityOutcome.Candidate),
            (Review(Patient).Eligibility!.Value.Status, Review(Patient).Eligibility!.Value.Outcome));
    }

    [Fact]
    public void An_intake_that_is_nearly_the_policys_is_not_known_until_somebody_says_which_was_meant()
    {
        Decision<FastingOutcome> Plan(string what) => Review(Visit(
            $$""" "appointment": "2026-06-15T10:00", "intakes": [{ "what": {{what}}, "at": "2026-06-15T07:00" }], "intakesAreComplete": true """)).Visits[0].FastingPlan;
        Decision<FastingOutcome> slip = Plan("\"watre\"");

        Assert.Equal((DecisionStatus.NeedsInformation, FastingOutcome.Violation), (slip.Status, slip.Outcome));
        Assert.Equal(["fasting.kind"], slip.Questions.Select(question => question.Fact));
        Assert.Equal("water", slip.ToDocument().Parts[0].Value("fasting.did-you-mean"));
        Assert.Equal((DecisionStatus.Determined, FastingOutcome.Compliant), (Plan("\"water\"").Status, Plan("\"water\"").Outcome));
        Decision<FastingOutcome> other = Plan("""{ "other": "watre" }""");
        Assert.Equal((DecisionStatus.Determined, FastingOutcome.ClinicianDecision), (other.Status, other.Outcome));
        Assert.Null(other.ToDocument().Parts[0].Value("fasting.did-you-mean"));
    }

    [Fact]
    public void A_side_effect_that_is_nearly_the_policys_is_asked_about()
    {
        Decision<SideEffectOutcome> Judged(string effect) =>
            Review(Visit($$""" "sideEffects": [{ "effect": {{effect}}, "at": "2026-06-15T15:00" }], """ + Given)).Visits[0].SideEffects[0];

        Assert.Equal(DecisionStatus.NeedsInformation, Judged("\"nausae\"").Status);
        Assert.Equal(["visit.effect"], Judged("\"nausae\"").Questions.Select(question => question.Fact));
        Assert.Equal(
            (DecisionStatus.Determined, SideEffectOutcome.Unlisted),
            (Judged("""{ "other": "nausae" }""").Status, Judged("""{ "other": "nausae" }""").Outcome));
    }

    [Fact]
    public void An_end_that_came_twice_is_read_as_both_readings()
    {
        CourseReview Night(string asOf) => InfusionRules.Published.Review(PatientRecord.Parse($$"""
            { "format": 1, "id": "odd", "asOf": "{{asOf}}", "visits": [{ "id": "visit", "appointment": "2026-10-31T21:30", "start": "2026-10-31T21:30", "end": "2026-11-01T01:30" }] }
            """, InfusionRules.Published.TimeZone));
        Assert.True(Night("2026-11-02T00:29").Visits[0].Visit.End!.Value.IsRepeatedTime);
        Assert.Equal([DrivingOutcome.Restricted], Night("2026-11-02T00:29").Visits[0].Driving!.Value.Possible);
        Assert.Equal(
            [DrivingOutcome.RestrictionElapsed, DrivingOutcome.Restricted], Night("2026-11-02T00:30").Visits[0].Driving!.Value.Possible);
        Assert.Equal(["first", "second"], Night("2026-11-02T00:30").Visits[0].Driving!.Value.Questions.Single().Choices);
        Assert.Equal([DrivingOutcome.RestrictionElapsed], Night("2026-11-02T01:30").Visits[0].Driving!.Value.Possible);
    }

    [Fact]
    public void A_name_that_only_looks_like_the_policys_is_written_as_another_and_reads_back()
    {
        PatientRecord read = Read(""" "eligibility": { "conditions": [{ "name": { "other": "fibromialgia" } }] } """);

        Assert.Equal(StatedName.Other("fibromialgia"), read.Eligibility!.Conditions[0].Name);
        Assert.Equal(read, PatientRecord.Parse(read.ToJson(InfusionRules.Published.TimeZone), InfusionRules.Published.TimeZone));
    }

    [Theory]
    [InlineData("major depression")]
    [InlineData("cluster headache")]
    public void A_protocol_that_needs_a_clinicians_choice_is_only_a_proposal(string condition)
    {
        string members = $$""" "eligibility": { "conditions": [{ "name": "{{condition}}", "inFullRemission": false }], "conditionsAreComplete": true }, """
            + Visit(""" "appointment": "2026-06-25T10:00" """);
        CourseReview review = Review(members);

        Assert.NotEqual(ProtocolChoiceOutcome.Named, review.Protocol!.Value.Outcome);
        Assert.Null(review.ProtocolOfSeries);
        Assert.Null(review.Visits[0].Timeline!.Find("end"));
        Assert.Equal(ProtocolId.OneHour, Review(""" "protocol": "one-hour", """ + members).ProtocolOfSeries);
    }

    [Fact]
    public void The_release_is_judged_when_the_patient_left()
    {
        const string Ready = """
            "walksSteadily": true, "rideArranged": true, "accompanied": true,
            "criteriaMet": true, "criteriaMetBy": "nurse", "criteriaMetAt": "2026-06-15T14:10",
            "vitalSigns": [{ "phase": "after", "at": "2026-06-15T14:05", "heartRate": true, "bloodPressure": true, "oxygenSaturation": true }],
            """;

        Assert.Equal(ReleaseOutcome.Release, Review(Visit(Ready + Given)).Visits[0].Release!.Value.Outcome);
        Assert.Equal(
            ReleaseOutcome.Hold, Review(Visit(Ready + """ "left": "2026-06-15T14:59:59", """ + Given)).Visits[0].Release!.Value.Outcome);
        Assert.Equal(
            ReleaseOutcome.Release, Review(Visit(Ready + """ "left": "2026-06-15T15:00", """ + Given)).Visits[0].Release!.Value.Outcome);
        Assert.Equal(
            ReleaseOutcome.Hold,
            Review(
                Visit(
                    Ready + """ "left": { "from": "2026-06-15T14:30", "to": "2026-06-15T15:30" }, """ + Given)).Visits[0].Release!.Value.Outcome);
    }

    [Theory]
    [InlineData("nausea", "2026-06-15T18:00", SideEffectOutcome.Listed)]
    [InlineData("nausea", "2026-06-15T18:01", SideEffectOutcome.BeyondPublishedDuration)]
    [InlineData("hiccups", "2026-06-15T12:00", SideEffectOutcome.Unlisted)]
    public void A_side_effect_is_judged_against_the_recorded_end(string effect, string at, SideEffectOutcome expected)
    {
        CourseReview review = Review(Visit($$""" "sideEffects": [{ "effect": "{{effect}}", "at": "{{at}}" }], """ + Given));

        Assert.Equal(
            (DecisionStatus.Determined, expected), (review.Visits[0].SideEffects[0].Status, review.Visits[0].SideEffects[0].Outcome));
        Assert.Contains(review.ToDocuments(), document => document.Decision == "visit.side-effects");
    }

    [Fact]
    public void Residual_effects_end_four_hours_after_the_infusion()
    {
        Decision<ResidualEffectsOutcome> Residual(string end) =>
            Review(
                Visit(
                    $$""" "appointment": "2026-06-20T06:00", "start": "2026-06-20T06:00", "end": "{{end}}" """)).Visits[0].ResidualEffects!.Value;

        Assert.Equal(ResidualEffectsOutcome.Possible, Residual("2026-06-20T08:01").Outcome);
        Assert.Equal(ResidualEffectsOutcome.PublishedTimePassed, Residual("2026-06-20T08:00").Outcome);
    }

    [Fact]
    public void Walking_during_the_infusion_is_a_finding_about_its_conduct()
    {
        CourseReview review = Review(
            Visit(
                """ "conduct": { "accommodationsOffered": true, "walkedDuringInfusion": true, "clinicianAvailable": true, "emergencyPhysicianResponsible": true }, """ + Given));

        Assert.Equal([ConductFinding.WalkedDuringInfusion], review.Visits[0].Conduct!.Value.Certain);
        Assert.Contains(review.ToDocuments(), document => document.Decision == "visit.conduct");
    }

    [Fact]
    public void Each_part_of_the_visit_has_its_own_vital_signs()
    {
        CourseReview review = Review(Visit("""
            "vitalSigns": [{ "phase": "before", "heartRate": true, "bloodPressure": true, "oxygenSaturation": true }, { "phase": "after", "heartRate": false }],
            """ + Given));

        Assert.Equal(
            [DecisionStatus.Determined, DecisionStatus.NeedsInformation], review.Visits[0].VitalSigns.Select(signs => signs.Status));
        Assert.Equal(2, review.ToDocuments().Count(document => document.Decision == "visit.vital-signs"));
    }

    [Fact]
    public void A_cancelled_visit_still_has_its_arrival_blood_pressure_and_checklist()
    {
        VisitReview visit = Review(Visit("""
            "appointment": "2026-06-15T10:00", "arrival": "2026-06-15T10:10", "bloodPressure": { "systolic": 190, "diastolic": 110 }, "checklist": { "chartReview": true },
            "cancelled": { "by": "clinic-cancelled", "reason": "blood-pressure" }
            """)).Visits[0];

        Assert.Equal(ArrivalOutcome.Late, visit.Arrival!.Value.Outcome);
        Assert.Equal(BloodPressureOutcome.NotPublished, visit.BloodPressure!.Value.Outcome);
        Assert.NotNull(visit.Checklist);
        Assert.Null(visit.Release);
    }

    [Fact]
    public void A_cancelled_visit_to_which_nobody_came_has_no_arrival() =>
        Assert.Null(Review(Visit(""" "appointment": "2026-06-15T10:00", "cancelled": { "by": "no-show" } """)).Visits[0].Arrival);

    [Theory]
    [InlineData("odd", "infusion", false, ReferralOutcome.SelfReferral, 0)]
    [InlineData("patient", "infusion", false, ReferralOutcome.Earned, 25)]
    [InlineData("friend", "infusion", true, ReferralOutcome.NotFirstReferrer, 0)]
    [InlineData("friend", "free-call", false, ReferralOutcome.FreeCallOnly, 0)]
    public void A_referral_earns_once_for_the_first_referrer_and_never_for_oneself(
        string friend, string scheduled, bool before, ReferralOutcome expected, int earned)
    {
        CourseReview review = Review($$""" "referrals": [{ "friend": "{{friend}}", "scheduled": "{{scheduled}}", "at": "2026-06-01T09:00", "referredBefore": {{(before ? "true" : "false")}} }], """
            + Visit(""" "price": { "amount": "400.00", "currency": "USD" }, """ + Given));

        Assert.True(review.Referrals[0].Has(expected), review.Referrals[0].ToString());
        Assert.Equal(Money.Usd(400 - earned), review.Statement!.Total);
        Assert.Single(review.ToDocuments(), document => document.Decision == "referral.trigger");
    }

    [Fact]
    public void A_waiver_of_the_policy_reads_back()
    {
        InfusionRules rules = new(
            ClinicPolicy.VirginiaInfusionTherapies with { Fees = PublishedFees.Policy with { WaiverReasons = ["illness"] } });
        PatientRecord read = PatientRecord.Parse(
            Json(Visit(""" "appointment": "2026-06-15T10:00", "cancelled": { "by": "no-show", "waiver": "illness" } """)), rules.TimeZone);

        Assert.Equal("illness", read.Visits[0].Cancellation!.Waiver);
        Assert.Equal(read, PatientRecord.Parse(read.ToJson(rules.TimeZone), rules.TimeZone));
    }

    [Fact]
    public void A_protocol_the_policy_does_not_have_is_not_known_and_the_one_that_was_meant_is_named()
    {
        Decision<InductionOutcome> Induction(string protocol) => Review($""" "protocol": "{protocol}", """ + Visit(Given)).Induction!.Value;

        Assert.Equal(DecisionStatus.Determined, Induction("FOUR-HOUR").Status);
        Assert.Equal(DecisionStatus.NeedsInformation, Induction("for-hour").Status);
        Assert.Equal("four-hour", Induction("for-hour").ToDocument().Value("protocol.did-you-mean"));
        Assert.Equal(
            (DecisionStatus.NeedsInformation, "mood"), (Induction("mood").Status, Induction("mood").ToDocument().Value("protocol.stated")));
        Assert.Null(Induction("mood").ToDocument().Value("protocol.did-you-mean"));
    }

    [Fact]
    public void A_price_in_another_currency_is_shown_and_summed_with_nothing()
    {
        const string Referrals = """ "referrals": [{ "friend": "friend", "scheduled": "infusion", "at": "2026-06-01T09:00", "referredBefore": false }], """;
        CourseReview review = Review(Referrals + Visit(""" "price": { "amount": "400.00", "currency": "EUR" }, """ + Given));

        Assert.Equal((DecisionStatus.NeedsInformation, null), (review.Statement!.Status, review.Statement.Total));
        Assert.Equal((Money.Usd(0), Money.Of(400, "EUR")), (review.Statement.KnownTotal, review.Statement.Lines[0].InOtherCurrency));
        Assert.Equal("400.00 EUR, which is not the policy's currency", review.Statement.ToDocument().Value("statement.visit.visit"));
        Assert.Equal(Money.Usd(25), review.Ledger!.Total.Open);
    }

    private static string Visit(string members) => $$""" "visits": [{ "id": "visit", {{members}} }] """;

    private static string Json(string members) => $$"""{ "format": 1, "id": "odd", "asOf": "2026-06-20T12:00", {{members}} }""";

    private static PatientRecord Read(string members) => PatientRecord.Parse(Json(members), InfusionRules.Published.TimeZone);

    private static CourseReview Review(string members) => InfusionRules.Published.Review(Read(members));

    private static Problem ProblemOf(string members)
    {
        Assert.False(PatientRecord.TryParse(Json(members), InfusionRules.Published.TimeZone, out _, out ImmutableArray<Problem> problems));
        return Assert.Single(problems);
    }
}
