using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Courses;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Reports;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tool.Tests;

/// <summary>The patient's sheet: what the policy states, with the times of the visit, and nothing else.</summary>
public sealed partial class VisitSheetTests(VisitSheetTests.EverySheet every) : IClassFixture<VisitSheetTests.EverySheet>
{
    private const string FirstVisit = """{ "id": "visit-1", "appointment": "2026-06-15T09:00" }""";

    /// <summary>Every sheet that the tests read, made once.</summary>
    public sealed class EverySheet
    {
        internal ImmutableArray<(RulesBook Rules, CourseReview Review, string Visit, Report Sheet)> Sheets { get; } =
        [
            .. SheetText.Made().Concat(SheetText.OfSamples())
                .Select(static one => (one.Rules, one.Review, one.Visit, VisitSheet.Of(one.Rules, one.Review, one.Visit))),
        ];
    }

    [Fact]
    public void Every_time_is_the_visits_own_and_every_cut_off_and_restriction_is_there()
    {
        int times = 0;
        foreach ((RulesBook rules, CourseReview review, string visit, Report sheet) in every.Sheets)
        {
            string text = string.Join(' ', SheetText.Sentences(sheet));
            Instant appointment = review.Find(visit)!.Visit.Appointment!.Value.Earliest;
            InfusionRules own = rules.Versions[0];
            VisitTimeline timeline = review.Find(visit)!.Timeline!;
            var clock = new ClinicClock(rules.TimeZone);
            foreach (FastingCutOff cutOff in own.Fasting.CutOffs(appointment).Where(one => one.At < appointment))
            {
                Assert.Contains($"{cutOff.Kind.Name}: Stop by ", text, StringComparison.Ordinal);
                Assert.Contains(clock.At(Down(cutOff.At)), text, StringComparison.Ordinal);
                times++;
            }

            if (timeline.Find("driving-restriction-end") is { } end)
            {
                Assert.Contains($"until about {clock.At(Up(end.At))}", text, StringComparison.Ordinal);
                times++;
            }

            HashSet<string> known = [.. Known(own, review.Find(visit)!, appointment).Select(at => Time().Match(clock.At(at)).Value)];
            Assert.All(Time().Matches(text).Where(match => !text[..match.Index].EndsWith("of your infusion: until ",
                StringComparison.Ordinal)),
                match => Assert.Contains(match.Value, known));
        }

        Assert.InRange(times, 1_000, int.MaxValue);
    }

    // Every instant that the rules name for a visit, rounded to the side that restricts longer.
    private static IEnumerable<Instant> Known(InfusionRules rules, VisitReview review, Instant appointment)
    {
        ClinicPolicy policy = rules.Policy;
        Instant[] down =
        [
            appointment, .. rules.Fasting.CutOffs(appointment).Select(static one => one.At),
            .. policy.Fasting?.OralMedicineWindow is { } sip ? (Instant[])[appointment - sip] : [],
            .. policy.Continuity?.Holds.Select(hold => rules.Fasting.HeldFrom(hold.Id, appointment)!.Value) ?? [],
            .. new[] { rules.Visits.RequiredArrival(appointment, 0), rules.Visits.RequiredArrival(appointment, 1) }.OfType<Instant>(),
        ];
        Instant[] up =
        [
            .. review.Timeline!.Entries.Where(static entry => !entry.Name.EndsWith("cut-off", StringComparison.Ordinal)).Select(
                static entry => entry.At),
            .. review.Course.Previous is { } previous && rules.Visits.RestrictedUntil(
                previous.KnownEnd?.Latest ?? previous.Appointment!.Value.Latest
                    + review.Course.PlannedInfusion.GetValueOrDefault()) is { } until
                ? (Instant[])[until] : [],
            .. policy.Fasting?.Kinds.SelectMany(static kind => kind.Limits).OfType<IntakeLimit.Window>()
                .Where(static limit => limit.After is not null).Select(limit => appointment + limit.After!.Value) ?? [],
        ];
        return down.Select(Down).Concat(up.Select(Up));
    }

    [Fact]
    public void Every_sentence_names_a_rule_that_the_policy_has()
    {
        int sentences = 0;
        foreach ((RulesBook rules, _, _, Report sheet) in every.Sheets)
        {
            HashSet<string> ids = [.. rules.Versions[0].Tables.SelectMany(static table => table.Rules).Select(static rule => rule.Id)];
            foreach (ReportItem item in SheetText.Items(sheet))
            {
                Assert.NotEmpty(item.Because);
                Assert.All(item.Because, reason => Assert.Contains(reason.Source.Split(';')[0], ids));
                sentences++;
            }
        }

        Assert.InRange(sentences, 5_000, int.MaxValue);
    }

    public static TheoryData<string, string> Statements => new()
    {
        { "music", "soothing music" }, { "family", "Your family" }, { "side-effect medicine", "medicine for side effects" },
        { "therapies", "Keep on with all" }, { "providers", "Keep seeing" }, { "interruption", "help you less" }, { "cure", "do not cure" },
        { "ride", "You need a ride" }, { "ride", "comes along" }, { "driving", "heavy machines" }, { "residual effects", "Some effects" },
        { "checklist", "They place an IV" }, { "vital signs", "oxygen level" }, { "walking", "get up and walk." },
        { "commode", "commode" }, { "physician", "emergency doctor" }, { "available", "close at hand" }, { "steady", "walk steadily" },
        { "destinations", "You then go home" }, { "side effects", "nausea" }, { "first arrival", "Be here" },
            { "recovery", "Stay at least" },
        { "planned recovery", "plans for you to stay" }, { "payer", "insurance" }, { "documentation", "for a claim" },
        { "fasting fee", "100.00 USD" }, { "sip", "sip of water" }, { "solids", "Solids" }, { "fast", "Stop by" }, { "fast", "may cancel" },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public void What_the_policy_no_longer_states_the_sheet_no_longer_says(string statement, string words)
    {
        ImmutableArray<string> before = Sentences(ClinicPolicy.VirginiaInfusionTherapies);
        ImmutableArray<string> after = Sentences(Without(statement));
        Assert.Contains(before, sentence => sentence.Contains(words, StringComparison.Ordinal));
        Assert.DoesNotContain(after, sentence => sentence.Contains(words, StringComparison.Ordinal));
        if (statement is not ("destinations" or "side effects"))
        {
            Assert.Empty(after.Select(Bare).Except(before.Select(Bare)));
        }
    }

    // Without the title of its item, which moves to what is left of it.
    private static string Bare(string sentence) => sentence[(sentence.IndexOf(": ", StringComparison.Ordinal) + 1)..].Trim();

    private static ImmutableArray<string> Sentences(ClinicPolicy policy)
    {
        RulesBook rules = SheetText.Rules(policy);
        return SheetText.Sentences(VisitSheet.Of(rules, SheetText.Review(rules, FirstVisit, protocol: "four-hour"), "visit-1"));
    }

    private static ClinicPolicy Without(string statement)
    {
        ClinicPolicy all = ClinicPolicy.VirginiaInfusionTherapies;
        ClinicPolicy Visits(Func<VisitPolicy, VisitPolicy> change) => all with
        {
            Visits = change(all.Visits!) with { Stated = Infusion.Rules.Tables.StatedParameters.None },
        };
        ClinicPolicy Said(VisitStatement one) => Visits(visits => visits with { Statements = visits.Statements.Remove(one) });
        ClinicPolicy Told(ContinuityStatement one) => all with
        {
            Continuity = all.Continuity! with { Statements = all.Continuity.Statements.Remove(one) },
        };
        return statement switch
        {
            "music" => Said(VisitStatement.Music),
            "family" => Said(VisitStatement.Family),
            "side-effect medicine" => Said(VisitStatement.MedicationForSideEffects),
            "therapies" => Told(ContinuityStatement.TherapiesContinue),
            "providers" => Told(ContinuityStatement.ProvidersContinue),
            "interruption" => Told(ContinuityStatement.InterruptionMayCompromise),
            "cure" => Told(ContinuityStatement.NotACure),
            "ride" => Visits(static visits => visits with { Ride = null }),
            "driving" => Visits(static visits => visits with { Driving = null }),
            "residual effects" => Visits(static visits => visits with { ResidualEffects = null }),
            "checklist" => Visits(static visits => visits with { Checklist = [] }),
            "vital signs" => Visits(static visits => visits with { VitalSigns = [] }),
            "walking" => Visits(static visits => visits with { ForbidsWalking = false }),
            "commode" => Visits(static visits => visits with { OffersCommodeAndUrinal = false }),
            "physician" => Visits(static visits => visits with { RequiresEmergencyPhysician = false }),
            "available" => Visits(static visits => visits with { RequiresClinicianAvailable = false }),
            "steady" => Visits(static visits => visits with { RequiresSteadyWalking = false }),
            "destinations" => Visits(static visits => visits with { Destinations = [] }),
            "side effects" => Visits(static visits => visits with { SideEffects = [] }),
            "first arrival" => Visits(static visits => visits with { FirstArrivalLead = null }),
            "recovery" => Visits(static visits => visits with { RecoveryMinimum = null }),
            "planned recovery" => Visits(static visits => visits with { RecoveryPlanned = null }),
            "payer" => all with { Fees = all.Fees! with { Payment = [PaymentNote.VisitDocumentation] } },
            "documentation" => all with { Fees = all.Fees! with { Payment = [PaymentNote.SelfPay] } },
            "fasting fee" => all with { Fees = all.Fees! with { FastingCancellation = null } },
            "sip" => all with { Fasting = all.Fasting! with { OralMedicineWindow = null } },
            "solids" => all with
            {
                Fasting = all.Fasting! with
                {
                    Kinds = all.Fasting.Kinds.RemoveAt(0),
                    Foods = [.. all.Fasting.Foods.Where(static food => food.Kind != "solid")],
                },
            },
            "fast" => all with { Fasting = null },
            _ => throw new ArgumentException(statement, nameof(statement)),
        };
    }

    [Fact]
    public void The_smallest_policy_says_that_it_publishes_nothing()
    {
        RulesBook rules = SheetText.Rules(SheetText.Smallest);
        Report sheet = VisitSheet.Of(rules, SheetText.Review(rules, FirstVisit), "visit-1");
        Assert.Empty(sheet.Sections);
        Assert.Contains("The clinic publishes nothing for patients about this visit.", sheet.First.Select(static line => line.Text));
        Assert.StartsWith("This is not medical advice.", sheet.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_sheet_reads_at_grade_8_or_below_and_no_sentence_has_more_than_25_words()
    {
        (double highest, int longest) = (0, 0);
        foreach ((RulesBook rules, _, _, Report sheet) in every.Sheets)
        {
            ImmutableArray<string> sentences = SheetText.Sentences(sheet);
            double grade = SheetText.Grade(sentences);
            Assert.True(grade <= 8, $"{rules}: grade {grade.ToString(CultureInfo.InvariantCulture)}");
            Assert.All(sentences, static sentence => Assert.InRange(SheetText.Words(sentence), 1, 25));
            (highest, longest) = (Math.Max(highest, grade), Math.Max(longest, sentences.Max(SheetText.Words)));
        }

        TestContext.Current.SendDiagnosticMessage(FormattableString.Invariant(
            $"highest grade {highest:0.0}, longest sentence {longest} words"));
    }

    [Fact]
    public void The_grade_is_that_of_the_formula()
    {
        Assert.Equal((0.39 * 4) + (11.8 * 4 / 4) - 15.59, SheetText.Grade(["The cat sat down."]), 3);
        Assert.Equal((0.39 * 3) + (11.8 * 11 / 3) - 15.59, SheetText.Grade(["Medicines disappear immediately."]), 3);
    }

    [Fact]
    public void Words_that_must_never_appear_do_not()
    {
        foreach ((_, _, _, Report sheet) in every.Sheets)
        {
            foreach (string sentence in SheetText.Sentences(sheet).Concat(sheet.Sections.Select(static section => section.Title)).Append(
                sheet.Title))
            {
                Assert.DoesNotMatch(Never(), sentence);
            }
        }
    }

    [Theory]
    [InlineData("therapies", "The clinic recommends that you keep on with all of them")]
    [InlineData("ride", "The clinic may ask you to have a ride here and back.")]
    [InlineData("ride by the start", "The ride may have to be set up before the infusion starts.")]
    [InlineData("driving", "The clinic recommends that you do not drive or use heavy machines until about")]
    [InlineData("deposit", "The clinic may ask for 20 % of the price when you book.")]
    [InlineData("fast", "The clinic may cancel your infusion and set a new day. If it does, there may be a fee of 50 % of the price.")]
    [InlineData("escort", "That person must be at least 21 years old. That person must be there with you during your visit. That person "
        + "must stay with you for 3 hours")]
    [InlineData("hold", "It does not publish who decides. Ask the clinic.")]
    [InlineData("other hold", "The person who prescribes it decides. Ask that person.")]
    [InlineData("gum", "Chewing gum: You may have this until your appointment at 09:00.")]
    [InlineData("rest", "Stay at least 45 minutes after the infusion, until about 11:45.")]
    [InlineData("snack", "Light snacks: You may have this during the infusion.")]
    [InlineData("food during", "Food and drinks: Do not have this during the infusion.")]
    [InlineData("after", "Alcoholic drinks: Have none until Tue 16 Jun 2026, 09:00. Have none until about Tue 16 Jun 2026, 11:00.")]
    [InlineData("night", "Food and drinks: Stop by Mon 15 Jun 2026, 02:30, in the night before your visit.")]
    [InlineData("midnight", "Midnight snacks: Stop by midnight, the night before your visit: Mon 15 Jun 2026, 00:00.")]
    [InlineData("other midnight", "Spirits: Stop by midnight, the end of Fri 12 Jun 2026: Sat 13 Jun 2026, 00:00.")]
    [InlineData("the evening", "Meals: Stop by Sun 14 Jun 2026, 20:00, the night before your visit.")]
    [InlineData("rest of food", "Anything else: It counts as food and drinks.")]
    public void Each_is_said_as_strongly_as_the_policy_says_it(string what, string says)
    {
        RulesBook rules = SheetText.Rules(SheetText.Talkative);
        Report sheet = VisitSheet.Of(rules, SheetText.Review(rules, FirstVisit, protocol: "long"), "visit-1");
        Assert.True(
            string.Join(' ', SheetText.Sentences(sheet)).Contains(says, StringComparison.Ordinal),
            $"{what}: {string.Join('\n', SheetText.Sentences(sheet))}");
    }

    [Theory]
    [InlineData("2026-03-08T07:30", "Sun 8 Mar 2026, 02:30", "Sun 8 Mar 2026, 00:30 (UTC-5:00)")]
    [InlineData("2026-03-08T09:30", "", "Sun 8 Mar 2026, 01:59 (UTC-5:00)")]
    [InlineData("2026-11-01T08:15", "Sun 1 Nov 2026, 02:15", "Sun 1 Nov 2026, 02:15 (UTC-5:00)")]
    public void On_a_day_on_which_the_clocks_change_a_time_has_its_offset(string appointment, string never, string says)
    {
        RulesBook rules = SheetText.Rules(SheetText.Talkative);
        CourseReview review = SheetText.Review(rules, $$"""{ "id": "visit-1", "appointment": "{{appointment}}" }""", protocol: "long");
        string text = string.Join(' ', SheetText.Sentences(VisitSheet.Of(rules, review, "visit-1")));
        Assert.Contains($"Food and drinks: Stop by {says}", text, StringComparison.Ordinal);
        Assert.True(never.Length == 0 || !text.Contains(never + ",", StringComparison.Ordinal), text);
    }

    [Fact]
    public void A_first_session_a_later_one_and_one_of_which_it_is_not_known_differ_in_the_arrival()
    {
        RulesBook rules = SheetText.Rules(ClinicPolicy.VirginiaInfusionTherapies);
        string Arrive(CourseReview review, string visit) => SheetText.Items(VisitSheet.Of(rules, review, visit)).Single(static item =>
            item.Title == "Arrive").Says;
        Assert.Equal(
            "Be here by 08:30. This is 30 minutes early, as it is your first infusion here. The time is mainly for paperwork.",
            Arrive(SheetText.Review(rules, FirstVisit), "visit-1"));
        const string Later = """
            { "id": "visit-0", "appointment": "2026-06-14T09:00", "start": "2026-06-14T09:00", "end": "2026-06-14T13:00:20" },
            { "id": "visit-1", "appointment": "2026-06-15T09:00" }
            """;
        CourseReview later = SheetText.Review(rules, Later, "2026-06-14T18:00");
        Assert.Equal("Be here by 08:45. This is 15 minutes early.", Arrive(later, "visit-1"));
        Assert.Equal(
            "Someone else drives you here. The limit on driving after your infusion before this one runs until Mon 15 Jun 2026, 13:01.",
            SheetText.Items(VisitSheet.Of(rules, later, "visit-1")).Single(static item => item.Title == "The way here").Says);
        CourseReview planned = SheetText.Review(rules, Later, "2026-06-10T18:00", "four-hour");
        Assert.Equal("If no infusion was given to you here before, be here by 08:30. If one was, be here by 08:45.",
            Arrive(planned, "visit-1"));
        Assert.Contains("runs until about Mon 15 Jun 2026, 13:00.", string.Join(' ',
            SheetText.Sentences(VisitSheet.Of(rules, planned, "visit-1"))), StringComparison.Ordinal);

        CourseReview unknown = rules.Review(PatientRecord.Parse(
            $$"""{ "format": 1, "id": "p", "asOf": "2026-06-01T12:00", "visits": [{{FirstVisit}}] }""", rules.TimeZone));
        ReportItem asked = SheetText.Items(VisitSheet.Of(rules, unknown, "visit-1")).Single(static item => item.Title == "Arrive");
        Assert.True(asked.IsOpen);
        Assert.Equal("It is not known if this is your first infusion here. Ask the clinic when to arrive.", asked.Says);
    }

    [Theory]
    [InlineData("four-hour", "4 hours", "13:00", "Tue 16 Jun 2026, 13:00")]
    [InlineData("one-hour", "1 hour", "10:00", "Tue 16 Jun 2026, 10:00")]
    public void The_protocol_sets_the_length_and_what_follows_it(string protocol, string length, string end, string driving)
    {
        RulesBook rules = SheetText.Rules(ClinicPolicy.VirginiaInfusionTherapies);
        string text = string.Join(' ', SheetText.Sentences(
            VisitSheet.Of(rules, SheetText.Review(rules, FirstVisit, protocol: protocol), "visit-1")));
        Assert.Contains($"planned to take {length}, from 09:00 until about {end}.", text, StringComparison.Ordinal);
        Assert.Contains($"Do not drive or use heavy machines until about {driving}.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_length_is_not_known_it_is_asked_and_no_end_is_guessed()
    {
        RulesBook rules = SheetText.Rules(ClinicPolicy.VirginiaInfusionTherapies);
        Report sheet = VisitSheet.Of(rules, SheetText.Review(rules, FirstVisit), "visit-1");
        Assert.True(SheetText.Items(sheet).Single(static item => item.Title == "Length").IsOpen);
        string text = string.Join(' ', SheetText.Sentences(sheet));
        Assert.DoesNotContain("until about", text, StringComparison.Ordinal);
        Assert.Contains("Do not drive or use heavy machines for 24 hours after your infusion ends.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_missed_visit_the_next_one_is_paid_in_advance_where_the_policy_says_so()
    {
        ClinicPolicy all = ClinicPolicy.VirginiaInfusionTherapies;
        RulesBook rules = SheetText.Rules(all with
        {
            Fees = all.Fees! with { NoShow = new FeeCharge.Flat(Money.Of(50m, "USD")), PrepaidAfterMisses = 1 },
        });
        const string Missed = """
            { "id": "visit-0", "appointment": "2026-01-14T09:00", "cancelled": { "by": "no-show", "at": "2026-01-14T10:00" } },
            """;
        Assert.Contains(
            "Paying in advance: Pay for this visit in advance, as the visit before was missed.",
            SheetText.Sentences(VisitSheet.Of(rules, SheetText.Review(rules, Missed + FirstVisit), "visit-1")));
        Assert.DoesNotContain("in advance", string.Join(' ',
            SheetText.Sentences(VisitSheet.Of(rules, SheetText.Review(rules, FirstVisit), "visit-1"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cedar-point", "If you have no ride: If the clinic cancels for this reason, there is a fee of 100.00 USD.")]
    [InlineData("harbour-clinic", "If you are late: Up to 15 minutes late costs nothing. If the clinic cancels for this reason, there "
        + "is a fee of 100 % of the price.")]
    public void What_a_cancellation_for_the_patients_reason_costs_is_said(string policy, string says)
    {
        RulesBook rules = SheetText.Rules(ClinicPolicy.Parse(File.ReadAllText(ToolRun.File($"samples/policies/{policy}.json"))));
        Assert.Contains(says, string.Join(' ', SheetText.Sentences(
            VisitSheet.Of(rules, SheetText.Review(rules, FirstVisit), "visit-1"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_book_of_versions_tells_the_version_of_the_visits_date()
    {
        using var folder = new ScratchFolder();
        string record = folder.Write("p.json", """
            { "format": 1, "id": "p", "asOf": "2026-06-01T12:00", "visits": [{ "id": "june", "appointment": "2026-06-15T10:00" },
                { "id": "july", "appointment": "2026-07-15T10:00" }] }
            """);
        string book = ToolRun.File("samples/change/book.json");
        ToolRun june = ToolRun.Of("decide", book, record, "--instructions", "june");
        ToolRun july = ToolRun.Of("decide", book, record, "--instructions", "july");
        Assert.Equal((0, 0), (june.Code, july.Code));
        Assert.Contains("version 1 of the clinic's rules", june.Flat, StringComparison.Ordinal);
        Assert.Contains("version 2 of the clinic's rules", july.Flat, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("visit-9", "The record has no visit 'visit-9'; did you mean 'visit-1'? Its visits: visit-1, visit-2, visit-3, visit-4, "
        + "visit-5.")]
    [InlineData("toast", "The record has no visit 'toast'. Its visits: visit-1, visit-2, visit-3, visit-4, visit-5.")]
    [InlineData("visit-2", "Visit 'visit-2' is cancelled, and a sheet is for a visit to come.")]
    [InlineData("visit-1", "The infusion of visit 'visit-1' has begun by the instant of the record, Mon 16 Mar 2026, 08:00, and a sheet "
        + "is for a visit to come.")]
    public void A_visit_that_has_no_sheet_is_named_and_nothing_is_written(string visit, string says)
    {
        string record = ToolRun.File("samples/Infusion.Rules.Sample/cases/mixed.json");
        ToolRun run = ToolRun.Of("decide", "published", record, "--instructions", visit);
        Assert.Equal((ExitCode.BadInput, "", $"{record}: {says}\n"), (run.Code, run.Output, run.Error));
    }

    [Theory]
    [InlineData("""{ "id": "visit-1", "appointment": "2026-01-20T09:00" }""", "is past at")]
    [InlineData("""{ "id": "visit-1", "appointment": { "from": "2026-06-15T09:00", "to": "2026-06-15T11:00" } }""",
        "is not exact on record")]
    [InlineData("""{ "id": "visit-1", "appointment": "2026-06-15T09:00" }, { "id": "visit-2", "appointment": "2026-06-15T09:00" }""",
        "contradicts itself about visit 'visit-1'")]
    [InlineData("""{ "id": "visit-1", "appointment": "2026-06-15T09:00", "voided": { "at": "2026-01-15T09:00", "reason": "a mistake" } }""",
        "was taken back")]
    [InlineData("""{ "id": "visit-1", "appointment": "2026-06-15T09:00", "departure": "2026-06-15T09:30" }""",
        "contradicts itself about visit 'visit-1'")]
    public void What_is_past_lacks_a_time_or_contradicts_itself_has_no_sheet(string visits, string says)
    {
        RulesBook rules = SheetText.Rules(ClinicPolicy.VirginiaInfusionTherapies);
        CourseReview review = SheetText.Review(rules, visits);
        Assert.Contains(says, VisitSheet.WhyNot(rules, review, "visit-1") ?? "", StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => VisitSheet.Of(rules, review, "visit-1"));
    }

    [Fact]
    public void A_visit_without_an_appointment_has_no_sheet()
    {
        RulesBook rules = SheetText.Rules(ClinicPolicy.VirginiaInfusionTherapies);
        CourseReview review = rules.Review(new()
        {
            Id = "p",
            AsOf = Instant.FromUtc(2026, 6, 1, 12, 0),
            Visits = [new() { Entry = "visit-1" }],
        });
        Assert.Equal("Visit 'visit-1' has no appointment on record, so its times are not known.",
            VisitSheet.WhyNot(rules, review, "visit-1"));
    }

    [Fact]
    public void A_repeated_time_of_the_appointment_is_said()
    {
        RulesBook rules = SheetText.Rules(ClinicPolicy.VirginiaInfusionTherapies);
        Report sheet = VisitSheet.Of(rules, SheetText.Review(rules, """{ "id": "visit-1", "appointment": "2026-11-01T01:30" }"""),
            "visit-1");
        Assert.Equal("Sun 1 Nov 2026, 01:30 (UTC-4:00).", sheet.First[0].Text);
        Assert.StartsWith("The clocks go back, so this time comes twice.", sheet.First[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rules_are_named_where_all_is_asked_for_and_data_is_refused()
    {
        string record = ToolRun.File("samples/Infusion.Rules.Sample/cases/mixed.json");
        ToolRun plain = ToolRun.Of("decide", "published", record, "--instructions", "visit-5");
        ToolRun all = ToolRun.Of("decide", "published", record, "--instructions", "visit-5", "--all");
        Assert.Equal((ExitCode.Holds, ExitCode.Holds), (plain.Code, all.Code));
        Assert.DoesNotContain("[", plain.Output, StringComparison.Ordinal);
        Assert.Contains("[visit.driving; R69]", all.Flat, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, ToolRun.Of("decide", "published", record, "--instructions", "visit-5", "--format", "json").Code);
    }

    private static Instant Down(Instant at) => at - Duration.FromNanoseconds(
        (double)(at.ToUnixTimeTicks() % NodaConstants.TicksPerMinute * 100));

    private static Instant Up(Instant at) => Down(at) == at ? at : Down(at) + Duration.FromMinutes(1);

    [GeneratedRegex(@"\b\d\d:\d\d(?::[\d.]+)?(?: \(UTC[+-]\d+:\d\d\))?")]
    private static partial Regex Time();

    [GeneratedRegex(
        @"(?i:\bsafe|\bcured\b|\bcures\b|guarantee|\bstop (taking|your|a|the)\b|\bmg\b|\bdoses?\b|\d{4}-\d\d|\b(?!UTC)[a-z]+-\d+\b|"
        + @"\banchor|\bcompliant|\bviolat|\btrue\b|\bfalse\b|not published|\bnull\b|will (help|work|feel)|\bketamine\b|\b(R|C)\d\d\b|"
        + @"  |\.\.|\bpatient\b)|[a-z][A-Z]")]
    private static partial Regex Never();
}
