using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Continuity;

/// <summary>Medicines that a clinic publishes as held before an infusion.</summary>
public sealed class MedicineHoldTests
{
    private static HoldStart TwelveHours => new HoldStart.Elapsed(Duration.FromHours(12));

    private static HoldStart ThatMorning => new HoldStart.Clock(LocalTime.Midnight);

    private static HoldStart TheEvening => new HoldStart.Clock(new(20, 0), 1);

    [Theory]
    [InlineData("2026-06-14 22:00:00", MedicationChangeOutcome.HeldAsPublished)]
    [InlineData("2026-06-14 21:59:59", MedicationChangeOutcome.PotentialDisqualification)]
    [InlineData("2026-06-15 10:00:00", MedicationChangeOutcome.HeldAsPublished)]
    [InlineData("2026-06-15 10:00:01", MedicationChangeOutcome.PotentialDisqualification)]
    public void A_pause_within_the_window_keeps_to_the_hold(string from, MedicationChangeOutcome outcome) =>
        Assert.Equal(outcome, Determined(TwelveHours, Paused(from)));

    [Theory]
    [InlineData("2026-06-15 00:00:00", MedicationChangeOutcome.HeldAsPublished)]
    [InlineData("2026-06-14 23:59:59", MedicationChangeOutcome.PotentialDisqualification)]
    [InlineData("2026-06-15 08:00:00", MedicationChangeOutcome.HeldAsPublished)]
    public void A_pause_of_that_morning_keeps_to_the_hold(string from, MedicationChangeOutcome outcome) =>
        Assert.Equal(outcome, Determined(ThatMorning, Paused(from)));

    [Theory]
    [InlineData("2026-06-14 20:00:00", MedicationChangeOutcome.HeldAsPublished)]
    [InlineData("2026-06-14 19:59:59", MedicationChangeOutcome.PotentialDisqualification)]
    public void A_pause_of_the_evening_before_keeps_to_the_hold(string from, MedicationChangeOutcome outcome) =>
        Assert.Equal(outcome, Determined(TheEvening, Paused(from)));

    [Fact]
    public void Hours_are_elapsed_hours()
    {
        // The clocks went forward in the night: 12 hours before 10:00 was 21:00.
        Assert.Equal(
            MedicationChangeOutcome.HeldAsPublished,
            Determined(TwelveHours, Paused("2026-03-07 21:00:00") with { PausedFor = At("2026-03-08 10:00:00") }));
        Assert.Equal(
            MedicationChangeOutcome.PotentialDisqualification,
            Determined(TwelveHours, Paused("2026-03-07 20:59:59") with { PausedFor = At("2026-03-08 10:00:00") }));
    }

    [Fact]
    public void It_counts_against_nobody_whoever_was_or_was_not_asked()
    {
        foreach (HoldDecision? decidedBy in new HoldDecision?[] { null, HoldDecision.Clinic, HoldDecision.Prescriber })
        {
            foreach (bool? asked in new bool?[] { null, false, true })
            {
                Decision<MedicationChangeOutcome> decision = Rules(ThatMorning, decidedBy).Continuity.Decide(Of(
                    Paused("2026-06-15 07:00:00") with { ProviderConsulted = asked, ClinicInTouch = asked }));
                Assert.DoesNotContain(MedicationChangeOutcome.PotentialDisqualification, decision.Possible);
                Assert.Equal(MedicationChangeOutcome.HeldAsPublished, decision.Outcome);
            }
        }
    }

    [Theory]
    [InlineData(HoldDecision.Prescriber, false, true)]
    [InlineData(HoldDecision.Prescriber, true, false)]
    [InlineData(HoldDecision.Clinic, false, false)]
    [InlineData(null, false, false)]
    public void Where_the_prescriber_decides_and_was_not_asked_a_clinician_looks(HoldDecision? decidedBy, bool consulted, bool found)
    {
        Care care = Of(Paused("2026-06-15 07:00:00") with { ProviderConsulted = consulted });
        Assert.Equal(found, Rules(ThatMorning, decidedBy).Continuity.DecideFindings(care).Has(ContinuityFinding.PrescriberNotAsked));
    }

    [Fact]
    public void A_medicine_that_is_not_held_is_judged_as_before()
    {
        Assert.Equal(
            MedicationChangeOutcome.PotentialDisqualification,
            Determined(ThatMorning, Paused("2026-06-15 07:00:00") with { Medicine = "gabapentin" }));
        Assert.Equal(
            MedicationChangeOutcome.PotentialDisqualification,
            Determined(ThatMorning, Paused(null) with { OnlyPaused = false }));
        Assert.Equal(
            MedicationChangeOutcome.PotentialDisqualification,
            InfusionRules.Published.Continuity.Decide(Of(Paused("2026-06-15 07:00:00"))).Outcome);
    }

    [Theory]
    [InlineData("stimulants")]
    [InlineData("Methylphenidate 10 mg")]
    [InlineData("ADDERALL")]
    public void A_class_is_known_by_its_members(string name) =>
        Assert.Equal(MedicationChangeOutcome.HeldAsPublished, Determined(ThatMorning, Paused("2026-06-15 07:00:00") with { Medicine = name }));

    [Fact]
    public void What_is_not_known_of_a_pause_is_asked()
    {
        Decision<MedicationChangeOutcome> decision = Rules(TwelveHours).Continuity.Decide(Of(Paused(null) with { OnlyPaused = true }));
        Assert.Equal(DecisionStatus.NeedsInformation, decision.Status);
        Assert.Equal(MedicationChangeOutcome.PotentialDisqualification, decision.Outcome);
        Assert.Equal(
            [MedicationChangeOutcome.HeldAsPublished, MedicationChangeOutcome.PotentialDisqualification], decision.Possible);
        Assert.Contains(decision.ToDocument().Questions, question => question.Path == "change.pausedFrom");
    }

    [Fact]
    public void A_prescribers_order_comes_first() => Assert.Equal(
        MedicationChangeOutcome.ProviderDirected, Determined(ThatMorning, Paused("2026-06-15 07:00:00") with { ProviderOrdered = true }));

    [Fact]
    public void A_pause_longer_than_published_with_the_provider_is_no_disqualification() => Assert.Equal(
        MedicationChangeOutcome.Continue,
        Determined(ThatMorning, Paused("2026-06-10 07:00:00") with { ProviderConsulted = true }));

    [Fact]
    public void It_is_said_as_what_the_clinic_publishes()
    {
        Rule said = Rules(TwelveHours, HoldDecision.Prescriber).Continuity.Statements
            .Single(rule => rule.Outcome == (int)ContinuityStatement.MedicineHeld);
        Assert.Equal("continuity.holds", said.Id);
        Assert.Equal(
            "The clinic publishes a hold of stimulants for 12 h before the appointment; whether there is one is for the prescriber to decide",
            said.Says);
        Assert.EndsWith(
            "a hold of stimulants from 00:00 on the appointment's date; whether there is one is for the clinic to decide",
            Rules(ThatMorning, HoldDecision.Clinic).Continuity.Statements[^1].Says, StringComparison.Ordinal);
        Assert.EndsWith(
            "from 20:00, 1 day before the appointment's date",
            Rules(TheEvening, null).Continuity.Statements[^1].Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-06-14 22:00:00", FastingOutcome.Compliant)]
    [InlineData("2026-06-14 22:00:01", FastingOutcome.ClinicianDecision)]
    [InlineData("2026-06-15 09:59:59", FastingOutcome.ClinicianDecision)]
    public void A_dose_within_the_hold_is_for_a_clinician_and_no_violation(string taken, FastingOutcome outcome)
    {
        foreach (string? countsAs in new[] { null, "solid" })
        {
            InfusionRules rules = Rules(TwelveHours, countsAs: countsAs);
            Visit visit = new()
            {
                Appointment = At("2026-06-15 10:00:00"),
                Intakes = [Intake.Of("methylphenidate 10 mg", At(taken))],
                IntakesCompleteness = ListCompleteness.Complete,
            };
            Decision<FastingOutcome> decision = rules.Fasting.DecidePlan(visit);
            Assert.Equal((DecisionStatus.Determined, outcome), (decision.Status, decision.Outcome));
            Assert.False(rules.Fasting.DecideFindings(visit).Has(FastingFinding.CancellationPermitted));
            Assert.Equal(
                outcome == FastingOutcome.Compliant,
                rules.Fasting.DecideIntakes(visit, FastingBasis.Plan)[0].DecidingRules.All(rule =>
                    rule.Id != "fasting.held-medicine.stimulants"));
        }
    }

    [Fact]
    public void None_since_does_not_speak_of_a_held_medicine()
    {
        Decision<FastingOutcome> decision = Rules(TwelveHours).Fasting.DecidePlan(new()
        {
            Appointment = At("2026-06-15 10:00:00"),
            Intakes = [Intake.None(null, At("2026-06-14 20:00:00"))],
        });
        Assert.Contains(FastingOutcome.ClinicianDecision, decision.Possible);
    }

    [Fact]
    public void A_course_takes_the_next_appointment()
    {
        PatientRecord record = new()
        {
            Id = "patient",
            AsOf = At("2026-06-15 09:00:00").Earliest,
            Continuity = Of(Paused("2026-06-15 07:00:00") with { PausedFor = null }),
            Visits =
            [
                new() { Entry = new() { Id = "before" }, Appointment = At("2026-06-12 10:00:00") },
                new() { Entry = new() { Id = "cancelled" }, Appointment = At("2026-06-15 08:00:00"), Cancellation = new() },
                new() { Entry = new() { Id = "next" }, Appointment = At("2026-06-15 10:00:00") },
            ],
        };
        CourseReview review = Rules(TwelveHours).Review(record);
        Decision<MedicationChangeOutcome> decision = review.Continuity.GetValueOrDefault();
        Assert.Equal((DecisionStatus.Determined, MedicationChangeOutcome.HeldAsPublished), (decision.Status, decision.Outcome));
        Assert.Equal(
            DecisionStatus.NeedsInformation,
            Rules(TwelveHours).Review(record with { Visits = [record.Visits[0]] }).Continuity.GetValueOrDefault().Status);
    }

    [Theory]
    [InlineData("""{ "id": "a", "medicine": "a" }""", "")]
    [InlineData("""{ "id": "a", "medicine": "a", "before": "PT12H", "until": "00:00" }""", "before")]
    [InlineData("""{ "id": "a", "medicine": "a", "before": "PT0S" }""", "before")]
    [InlineData("""{ "id": "a", "medicine": "a", "before": "PT12H", "daysBefore": 1 }""", "daysBefore")]
    [InlineData("""{ "id": "other", "medicine": "a", "before": "PT12H" }""", "id")]
    [InlineData("""{ "id": "a", "medicine": "a", "before": "PT12H", "decidedBy": "patient" }""", "decidedBy")]
    public void What_is_no_hold_is_refused(string hold, string where)
    {
        Assert.False(ClinicPolicy.TryParse(WithHold(hold), out _, out ImmutableArray<Problem> problems));
        Assert.Equal([$"$.continuity.holds[0]{(where.Length > 0 ? "." : "")}{where}"], problems.Select(problem => problem.Path));
    }

    [Fact]
    public void A_hold_is_read_and_written()
    {
        const string Hold =
            """
            {
              "id": "stimulants", "medicine": "stimulants", "aliases": ["Adderall"], "until": "20:00", "daysBefore": 1,
              "decidedBy": "prescriber"
            }
            """;
        ClinicPolicy policy = ClinicPolicy.Parse(WithHold(Hold));
        Assert.Equal(
            new MedicineHold("stimulants", "stimulants", TheEvening, HoldDecision.Prescriber, Provenance.ClinicPolicy, ["clinic-policy"])
            {
                Aliases = ["Adderall"],
            },
            policy.Continuity!.Holds.Single());
        Assert.Equal(policy, ClinicPolicy.Parse(policy.ToJson()));
    }

    [Fact]
    public void A_hold_made_in_code_begins_before_the_infusion()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HoldStart.Elapsed(Duration.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HoldStart.Clock(LocalTime.Midnight, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HoldStart.Clock(LocalTime.Midnight, -1));
    }

    private static string WithHold(string hold) =>
        """{ "format": 2, "id": "c", "version": "1", "name": "C", "timeZone": "UTC", "continuity": { "holds": [""" + hold + "] } }";

    private static MedicationChangeOutcome Determined(HoldStart limit, MedicationChange change)
    {
        Decision<MedicationChangeOutcome> decision = Rules(limit).Continuity.Decide(Of(change));
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        return decision.Outcome;
    }

    private static Care Of(MedicationChange change) => new() { Changes = [change], ChangesCompleteness = ListCompleteness.Complete };

    // Made alone, before maintenance: without a hold it may cost further treatment.
    private static MedicationChange Paused(string? from) => new()
    {
        Medicine = "stimulants",
        ProviderOrdered = false,
        AlreadyMade = true,
        ProviderConsulted = false,
        InMaintenance = false,
        ClinicInTouch = false,
        PausedFrom = from is null ? null : At(from),
        PausedFor = At("2026-06-15 10:00:00"),
    };

    private static InfusionRules Rules(HoldStart limit, HoldDecision? decidedBy = HoldDecision.Clinic, string? countsAs = null)
    {
        ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
        return new(published with
        {
            Fasting = published.Fasting! with { UnlistedCountsAs = countsAs, OralMedicineWindow = Duration.Zero },
            Continuity = published.Continuity! with
            {
                Holds =
                [
                    new("stimulants", "stimulants", limit, decidedBy, Provenance.ClinicPolicy, ["clinic-policy"])
                    {
                        Aliases = ["methylphenidate", "Adderall"],
                    },
                ],
            },
        });
    }

    private static Moment At(string local) => ClinicTime.Local(local);
}
