using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Panels;
using Infusion.Rules.Policies;
using Infusion.Rules.Tests.Policies.ClinicShapes;
using NodaTime;

namespace Infusion.Rules.Tests.Panels;

/// <summary>A panel is decided as its patients are one by one, whatever is known of them and whatever the policy.</summary>
public class PanelTests
{
    private const int Size = 700;

    // More than two of the blocks that are decided together.
    private const int Large = 2_100;

    [Property(MaxTest = 2000)]
    public void A_patient_of_a_panel_is_decided_as_alone(int[] choices)
    {
        InfusionRules rules = InfusionRules.Published;
        PanelPatient patient = new DrawnPatient(choices, rules).Draw();

        if (Refusal(rules, patient) is { } refusal)
        {
            Assert.Contains(refusal.Message, Assert.Throws<ArgumentException>(() => Decided(rules, [patient])).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(Difference(rules, patient, Decided(rules, [patient])[0]));
        }
    }

    [Fact]
    public void Every_patient_is_decided_as_alone_under_every_policy()
    {
        (long compared, long alone, long mismatches) = (0, 0, 0);
        ClinicPolicy[] policies =
        [
            .. FilledPolicy.Policies, .. ShapeLawTests.Policies, ClinicPolicy.VirginiaInfusionTherapies.With(PolicyOverlay.Consensus2018),
        ];
        foreach (InfusionRules rules in policies.Select(policy => new InfusionRules(policy)))
        {
            PanelPatient[] patients = Patients(rules, Size);
            PanelDecision[] decisions = Decided(rules, patients);
            for (int index = 0; index < patients.Length; index++)
            {
                compared++;
                alone += decisions[index].Status == DecisionStatus.NeedsInformation ? 1 : 0;
                mismatches += Difference(rules, patients[index], decisions[index]) is null ? 0 : 1;
            }
        }

        Assert.InRange(alone, compared / 4, compared - 100);
        Evidence.Write("panel-as-alone", compared, (long)policies.Length * Size, mismatches);
    }

    [Fact]
    public void A_panel_is_read_once_and_decided_under_any_version_in_turn()
    {
        InfusionRules published = InfusionRules.Published;
        InfusionRules longer = new(published.Policy with
        {
            Id = "longer",
            Fasting = published.Policy.Fasting with { OralMedicineWindow = Duration.FromHours(6) },
        });
        var panel = new Panel(Patients(published, Size));
        PanelDecision[] first = Decided(published, panel);
        PanelDecision[] other = Decided(longer, panel);

        Assert.Equal(first, Decided(published, panel));
        Assert.Equal(Decided(longer, [.. panel.Patients]), other);
        Assert.NotEqual(first, other);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, Large)]
    [InlineData(1_023, 2)]
    [InlineData(1_024, 1_024)]
    [InlineData(700, 1_400)]
    [InlineData(Large - 1, 1)]
    [InlineData(Large, 0)]
    public void Part_of_a_panel_is_decided_as_in_the_whole(int from, int count)
    {
        InfusionRules rules = InfusionRules.Published;
        PanelPatient[] patients = Patients(rules, Large);
        var panel = new Panel(patients);
        var part = new PanelDecision[count];
        rules.Decide(panel, from, count, part);

        Assert.Equal(Decided(rules, panel).AsSpan(from, count).ToArray(), part);
        Assert.All(patients.Skip(from).Zip(part), pair => Assert.Null(Difference(rules, pair.First, pair.Second)));
    }

    [Fact]
    public void Several_threads_decide_one_panel()
    {
        InfusionRules[] rules = [InfusionRules.Published, new(ShapeLawTests.Policies[0])];
        var panel = new Panel(Patients(rules[0], Large).Where(patient => rules.All(one => Refusal(one, patient) is null)));
        PanelDecision[][] alone = [Decided(rules[0], panel), Decided(rules[1], panel)];

        Parallel.For(0, 64, turn => Assert.Equal(alone[turn % 2], Decided(rules[turn % 2], panel)));
    }

    [Fact]
    public void Far_times_and_dates_of_another_calendar_are_decided_as_alone()
    {
        InfusionRules rules = InfusionRules.Published;
        PanelPatient complete = Complete(rules);
        CalendarSystem julian = CalendarSystem.Julian;
        PanelPatient[] patients =
        [
            complete with { Maintenance = new() { IsInMaintenance = true, LastCompletedInfusion = new(2026, 1, 31, julian), On = new(2026, 2, 28, julian) } },
            complete with { Maintenance = new() { IsInMaintenance = false, LastCompletedInfusion = LocalDate.MaxIsoValue, On = LocalDate.MaxIsoValue } },
            complete with
            {
                Eligibility = complete.Eligibility with
                {
                    ReferenceDate = new(2026, 6, 1, julian), Conditions = [StatedCondition.Since("neck pain", new(2026, 3, 1, julian))],
                },
            },
            complete with { Maintenance = new() { LastCompletedInfusion = LocalDate.MaxIsoValue } },
            complete with { Fasting = Fast(Moment.At(Instant.MaxValue), Instant.FromUtc(2026, 1, 1, 0, 0)) },
            complete with { Fasting = Fast(Moment.Between(Instant.MinValue, HotDecisions.Appointment), HotDecisions.Appointment) },
            complete with { Fasting = Fast(Moment.At(HotDecisions.Appointment), Instant.MinValue) },

            // A window that a clinician's interval turns around, which is what the room says.
            complete with
            {
                Maintenance = new()
                {
                    IsInMaintenance = true, LastCompletedInfusion = new(1980, 6, 14),
                    ClinicianInterval = ClinicianInterval.Between(Period.FromYears(100), Period.FromDays(36_524)),
                },
            },
        ];
        PanelDecision[] decisions = Decided(rules, patients);

        Assert.All(patients.Zip(decisions), pair => Assert.Null(Difference(rules, pair.First, pair.Second)));

        static FastingFacts Fast(Moment appointment, Instant taken) =>
            new() { Appointment = appointment, Intakes = [Intake.Of("solid", Moment.At(taken))], Completeness = ListCompleteness.Complete };
    }

    [Fact]
    public void An_earliest_appointment_at_the_first_instant_of_all_is_told_as_alone()
    {
        InfusionRules published = InfusionRules.Published;
        InfusionRules rules = new(published.Policy with { Id = "no-wait", Fasting = published.Policy.Fasting with { OralMedicineWindow = Duration.Zero } });
        PanelPatient patient = Complete(published) with
        {
            Fasting = new() { Appointment = Moment.At(HotDecisions.Appointment), Intakes = [Intake.Of(IntakeKind.OralMedicine, Moment.At(Instant.MinValue))] },
        };

        Assert.Equal(Instant.MinValue, Decided(rules, [patient])[0].EarliestAppointment);
        Assert.Null(Difference(rules, patient, Decided(rules, [patient])[0]));
    }

    [Fact]
    public void A_panel_without_patients_has_no_decisions() => Assert.Empty(Decided(InfusionRules.Published, []));

    [Fact]
    public void A_whole_panel_allocates_nothing_once_it_was_decided()
    {
        InfusionRules rules = InfusionRules.Published;
        var panel = new Panel(Enumerable.Repeat(Complete(rules), Size));
        var decisions = new PanelDecision[Size];
        rules.Decide(panel, decisions);

        Assert.All(decisions, decision => Assert.Equal(DecisionStatus.Determined, decision.Status));
        Assert.Equal(0, Allocation.Of(() =>
        {
            rules.Decide(panel, decisions);
            return decisions[0].Fasting;
        }));
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_anything_is_decided()
    {
        InfusionRules rules = InfusionRules.Published;
        var panel = new Panel([Complete(rules), Complete(rules)]);
        var room = new PanelDecision[2];

        Assert.Throws<ArgumentNullException>(() => rules.Decide(null!, room));
        Assert.Throws<ArgumentException>(() => rules.Decide(panel, room.AsSpan(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.Decide(panel, -1, 1, room));
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.Decide(panel, 1, 2, room));
        Assert.Throws<ArgumentNullException>(() => new Panel(null!));
        Assert.Contains("place 1", Assert.Throws<ArgumentException>(() => new Panel([Complete(rules), null!])).Message, StringComparison.Ordinal);
        Assert.All(room, decision => Assert.True(decision.IsDefault));
        PanelPatient[] holed =
        [
            Complete(rules) with { Eligibility = HotDecisions.Patient with { Conditions = default } },
            Complete(rules) with { Eligibility = HotDecisions.Patient with { Conditions = [null!] } },
            Complete(rules) with { Fasting = HotDecisions.Fast with { Intakes = default } },
            Complete(rules) with { Fasting = HotDecisions.Fast with { Intakes = [null!] } },
        ];
        Assert.All(holed, patient => Assert.Contains("place 1", Assert.Throws<ArgumentException>(() => new Panel([Complete(rules), patient])).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_patient_whom_a_room_refuses_is_named_by_place()
    {
        InfusionRules rules = InfusionRules.Published;
        PanelPatient wrong = Complete(rules) with { Response = HotDecisions.Scores with { Protocol = new("three-day") } };
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Decided(rules, [Complete(rules), wrong]));

        Assert.StartsWith("The patient at place 1 of the panel: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("three-day", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_beyond_the_calendar_is_refused_and_leaves_no_decision()
    {
        InfusionRules rules = InfusionRules.Published;
        PanelPatient far = Complete(rules) with
        {
            Maintenance = new()
            {
                IsInMaintenance = true,
                LastCompletedInfusion = new(2026, 1, 1),
                On = new(2026, 2, 1),
                ClinicianInterval = ClinicianInterval.Every(Period.FromYears(8_000)),
            },
        };
        var panel = new Panel([.. Enumerable.Repeat(Complete(rules), 2_000), far]);
        var decisions = new PanelDecision[panel.Count];

        Assert.Contains("place 2000", Assert.Throws<ArgumentException>(() => rules.Decide(panel, decisions)).Message, StringComparison.Ordinal);
        Assert.All(decisions, decision => Assert.Equal(DecisionStatus.Invalid, decision.Status));
    }

    [Fact]
    public void A_waiver_a_price_and_earlier_misses_change_a_fee_as_alone()
    {
        InfusionRules published = InfusionRules.Published;
        InfusionRules rules = new(published.Policy with
        {
            Id = "waiving",
            Fees = published.Policy.Fees with
            {
                FastingCancellation = Money.Usd(0),
                FastingCharge = new FeeCharge.PercentOfPrice(50),
                NoShow = new FeeCharge.Flat(Money.Usd(50)),
                WaiverReasons = ["snow"],
                GraceMisses = 1,
            },
        });
        FeeFacts cancelled = new() { End = AppointmentEnd.ClinicCancelled, Reason = CancellationReason.FastingViolation };
        FeeFacts missed = new() { End = AppointmentEnd.NoShow };
        FeeFacts[] fees =
        [
            cancelled, cancelled with { VisitPrice = Money.Usd(400) }, cancelled with { Waiver = "snow" },
            missed, missed with { EarlierMisses = 0 }, missed with { EarlierMisses = 3 }, missed with { EarlierMisses = 3, Waiver = "snow" },
        ];
        PanelPatient[] patients = [.. fees.Select(fee => Complete(rules) with { Fee = fee })];
        PanelDecision[] decisions = Decided(rules, patients);

        Assert.All(patients.Zip(decisions), pair => Assert.Null(Difference(rules, pair.First, pair.Second)));
        Assert.Equal(6, decisions.Select(decision => (decision.FeeVerdict, decision.FeeAmount)).Distinct().Count());
    }

    [Fact]
    public void A_value_no_enum_has_is_refused_as_by_the_room()
    {
        PanelPatient odd = Complete(InfusionRules.Published) with { Response = new() { Instrument = (Instrument)int.MaxValue } };

        Assert.Contains("place 0", Assert.Throws<ArgumentException>(() => Decided(InfusionRules.Published, [odd])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_a_panel_nor_its_decisions_tell_of_a_patient()
    {
        InfusionRules rules = InfusionRules.Published;
        var panel = new Panel([Complete(rules)]);

        Assert.Equal("panel of 1 patients", panel.ToString());
        Assert.Equal("patient of a panel", panel.Patients[0].ToString());
        Assert.Equal("Candidate, Named, Violation, Responder, Charged, NotYetDue", Decided(rules, panel)[0].ToString());
        Assert.Equal("no decision", default(PanelDecision).ToString());
        Assert.Null(default(PanelDecision).Window);
        Assert.Null(default(PanelDecision).EarliestAppointment);
        Assert.Null(default(PanelDecision).FeeAmount);
    }

    private static PanelPatient Complete(InfusionRules rules) => new()
    {
        Eligibility = HotDecisions.Patient,
        Protocol = HotDecisions.Conditions,
        Fasting = HotDecisions.Fast,
        Response = HotDecisions.Scores,
        Fee = HotDecisions.Fee(rules),
        Maintenance = HotDecisions.Maintenance,
    };

    private static PanelPatient[] Patients(InfusionRules rules, int count)
    {
        var random = new Random(20260131);
        List<PanelPatient> patients = [];
        while (patients.Count < count)
        {
            PanelPatient drawn = new DrawnPatient([.. Enumerable.Range(0, 120).Select(_ => random.Next(1 << 20))], rules).Draw();
            if (Refusal(rules, drawn) is null)
            {
                patients.Add(drawn);
            }
        }

        return [.. patients];
    }

    private static PanelDecision[] Decided(InfusionRules rules, PanelPatient[] patients) => Decided(rules, new Panel(patients));

    private static PanelDecision[] Decided(InfusionRules rules, Panel panel)
    {
        var decisions = new PanelDecision[panel.Count];
        rules.Decide(panel, decisions);
        return decisions;
    }

    // What the rooms say when the patient is asked about alone; null when they decide.
    private static ArgumentException? Refusal(InfusionRules rules, PanelPatient patient)
    {
        try
        {
            Difference(rules, patient, default);
            return null;
        }
        catch (ArgumentException refusal)
        {
            return refusal;
        }
    }

    private static string? Difference(InfusionRules rules, PanelPatient patient, PanelDecision decision)
    {
        EligibilityDecision eligibility = rules.Eligibility.Decide(patient.Eligibility);
        Verdict protocol = rules.Protocols.Choose(patient.Protocol).Verdict;
        FastingDecision fasting = rules.Fasting.Plan(patient.Fasting);
        Verdict response = rules.Response.JudgeInstrument(patient.Response).Verdict;
        FeeDecision fee = rules.Fees.Cancellation(patient.Fee, fasting.Verdict);
        MaintenanceDecision maintenance = rules.Maintenance.On(patient.Maintenance);
        return decision.EligibilityVerdict != eligibility.Verdict ? "eligibility"
            : decision.EligibilityFindings != eligibility.FindingsVerdict ? "eligibility findings"
            : decision.ProtocolVerdict != protocol ? "protocol"
            : decision.FastingVerdict != fasting.Verdict ? "fasting"
            : decision.EarliestAppointment != fasting.EarliestAppointment ? "earliest appointment"
            : decision.ResponseVerdict != response ? "response"
            : decision.FeeVerdict != fee.Verdict ? "fee"
            : decision.FeeAmount != fee.Amount ? "fee amount"
            : decision.MaintenanceVerdict != maintenance.Verdict ? "maintenance"
            : decision.MaintenanceFindings != maintenance.FindingsVerdict ? "maintenance findings"
            : decision.Window != maintenance.Window ? "window"
            : null;
    }
}
