using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Records;

/// <summary>A record that contradicts itself is kept, and both places are named.</summary>
public sealed class ContradictionTests
{
    private const string Given = """ "start": "2026-06-15T10:00", "end": "2026-06-15T14:00" """;

    private const string Late = """ "cancelled": { "by": "clinic-cancelled", "at": "2026-06-15T08:00" } """;

    private static Instant Midnight => Instant.FromUtc(2026, 6, 15, 4, 0);

    private static DateTimeZone Zone => InfusionRules.Published.TimeZone;

    [Theory]
    [InlineData("the same twice", Given, Given, true)]
    [InlineData("the second inside the first", Given, """ "start": "2026-06-15T11:00", "end": "2026-06-15T12:00" """, true)]
    [InlineData("the second begins when the first ends", Given, """ "start": "2026-06-15T14:00", "end": "2026-06-15T18:00" """, false)]
    [InlineData("the second without an end, begun inside", Given, """ "start": "2026-06-15T13:59" """, true)]
    [InlineData("the second without an end, begun with the first", Given, """ "start": "2026-06-15T10:00" """, true)]
    [InlineData("the first without an end", """ "start": "2026-06-15T10:00" """, """ "start": "2026-06-15T11:00", "end": "2026-06-15T15:00" """, false)]
    [InlineData("both without an end, at one time", """ "start": "2026-06-15T10:00" """, """ "start": "2026-06-15T10:00" """, true)]
    [InlineData("both without an end", """ "start": "2026-06-15T10:00" """, """ "start": "2026-06-15T11:00" """, false)]
    [InlineData("the second perhaps after the end", Given, """ "start": { "from": "2026-06-15T13:00", "to": "2026-06-15T15:00" }, "end": "2026-06-15T16:00" """, false)]
    [InlineData("the second some time inside", Given, """ "start": { "from": "2026-06-15T13:00", "to": "2026-06-15T13:30" }, "end": "2026-06-15T16:00" """, true)]
    [InlineData("the second without an end, perhaps before the first", Given, """ "start": { "from": "2026-06-15T09:59", "to": "2026-06-15T13:30" } """, false)]
    public void Two_infusions_overlap_when_no_reading_of_their_times_keeps_them_apart(string what, string first, string second, bool overlap)
    {
        string[] visits = [$$"""{ "id": "a", {{Due}}, {{first}} }""", $$"""{ "id": "b", {{Due}}, {{second}} }"""];
        foreach (string list in new[] { string.Join(", ", visits), string.Join(", ", visits.Reverse()) })
        {
            ContradictionKind[] found = [.. Read($$""" "visits": [{{list}}] """).Contradictions().Select(one => one.Kind)];
            Assert.True(overlap == found.Contains(ContradictionKind.InfusionsOverlap), what);
            Assert.DoesNotContain(found, one => one != ContradictionKind.InfusionsOverlap);
        }
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData(Given, "", true)]
    [InlineData(""" "cancelled": { "by": "no-show" } """, "", false)]
    [InlineData(""" "cancelled": { "by": "no-show" } """, """ "cancelled": { "by": "no-show" } """, false)]
    [InlineData(Late, Late, true)]
    [InlineData(Late, """ "cancelled": { "by": "clinic-cancelled", "at": "2026-06-15T08:01" } """, false)]
    [InlineData(Late, """ "cancelled": { "by": "patient-cancelled", "at": "2026-06-15T08:00" } """, false)]
    public void One_appointment_has_one_id_unless_it_was_cancelled_and_made_anew(string first, string second, bool isTwice)
    {
        string[] visits = [.. new[] { ("a", first), ("b", second) }.Select(
            one => $$"""{ "id": "{{one.Item1}}", {{Due}} {{(one.Item2.Length > 0 ? "," : "")}} {{one.Item2}} }""")];
        foreach (string list in new[] { string.Join(", ", visits), string.Join(", ", visits.Reverse()) })
        {
            PatientRecord record = Read($$""" "visits": [{{list}}] """);
            Assert.Equal(isTwice ? [ContradictionKind.AppointmentTwice] : [], record.Contradictions().Select(one => one.Kind));
            EitherSettlesIt(record);
        }
    }

    [Theory]
    [InlineData(""" "start": "2026-06-15T10:00", "end": "2026-06-15T10:00" """, "EndNotAfterStart start end")]
    [InlineData(""" "start": "2026-06-15T10:00", "end": "2026-06-15T09:00" """, "EndNotAfterStart start end")]
    [InlineData(""" "start": "2026-06-15T10:00", "end": "2026-06-15T10:00:01" """, "")]
    [InlineData(""" "start": { "from": "2026-06-15T10:00", "to": "2026-06-15T10:10" }, "end": "2026-06-15T10:05" """, "")]
    [InlineData(""" "departure": "2026-06-15T09:31", "arrival": "2026-06-15T09:30" """, "DepartureAfterArrival departure arrival")]
    [InlineData(""" "departure": "2026-06-15T09:30", "arrival": "2026-06-15T09:30" """, "")]
    [InlineData(""" "departure": "2026-06-15T10:01" """, "DepartureAfterArrival departure appointment")]
    [InlineData(""" "departure": "2026-06-15T10:01", "arrival": "2026-06-15T10:20" """, "")]
    [InlineData(""" "departure": { "from": "2026-06-15T09:00", "to": "2026-06-15T11:00" } """, "")]
    [InlineData(""" "bookedAt": "2026-06-15T10:01", "start": "2026-06-15T10:00" """, "BookedAfterStart bookedAt start")]
    [InlineData(""" "bookedAt": "2026-06-15T10:00", "start": "2026-06-15T10:00" """, "")]
    [InlineData(""" "bookedAt": "2026-06-14T10:01", "cancelled": { "by": "no-show", "at": "2026-06-14T10:00" } """, "BookedAfterCancellation bookedAt cancelled")]
    [InlineData(""" "arrival": "2026-06-15T10:01", "start": "2026-06-15T10:00" """, "ArrivalAfterStart arrival start")]
    [InlineData(""" "left": "2026-06-15T13:59", "start": "2026-06-15T10:00", "end": "2026-06-15T14:00" """, "LeftBeforeEnd left end")]
    [InlineData(""" "start": "2026-06-15T10:00", "cancelled": { "by": "no-show" } """, "StartedAndCancelled cancelled start")]
    [InlineData(""" "start": "2026-06-15T10:00", "cancelled": { "id": "c", "by": "no-show", "voided": { "reason": "x", "at": "2026-06-15T12:00" } } """, "")]
    [InlineData(""" "intakes": [{ "noneSince": "2026-06-15T07:00", "noneSinceSaidAt": "2026-06-15T09:30" }, { "what": "toast", "at": "2026-06-15T09:00" }] """, "IntakeAfterNoneSince intakes[0] intakes[1]")]
    [InlineData(""" "intakes": [{ "noneSince": "2026-06-15T07:00" }, { "what": "toast", "at": "2026-06-15T09:00" }] """, "IntakeAfterNoneSince intakes[0] intakes[1]")]
    [InlineData(""" "intakes": [{ "noneSince": "2026-06-15T07:00", "noneSinceSaidAt": "2026-06-15T09:30" }, { "what": "toast", "at": "2026-06-15T09:30" }] """, "IntakeAfterNoneSince intakes[0] intakes[1]")]
    [InlineData(""" "intakes": [{ "noneSince": "2026-06-15T07:00", "noneSinceSaidAt": "2026-06-15T09:30" }, { "what": "toast", "at": "2026-06-15T09:31" }] """, "")]
    [InlineData(""" "intakes": [{ "noneSince": "2026-06-15T07:00" }, { "what": "toast", "at": "2026-06-15T19:00" }] """, "")]
    [InlineData(""" "intakes": [{ "noneSince": "2026-06-15T07:00" }, { "what": "toast", "at": "2026-06-15T07:00" }] """, "")]
    [InlineData(""" "intakes": [{ "noneSince": { "from": "2026-06-15T07:00", "to": "2026-06-15T09:00" } }, { "what": "toast", "at": "2026-06-15T08:00" }] """, "")]
    [InlineData(""" "intakes": [{ "noneSince": "2026-06-15T07:00" }, { "what": "oral-medicine", "at": "2026-06-15T09:00" }] """, "")]
    [InlineData(""" "intakes": [{ "noneSince": "2026-06-15T07:00" }, { "at": "2026-06-15T09:00" }] """, "")]
    [InlineData(""" "intakes": [{ "noneSince": "2026-06-15T07:00", "what": "Toast" }, { "what": "toast", "at": "2026-06-15T09:00" }] """, "IntakeAfterNoneSince intakes[0] intakes[1]")]
    [InlineData(""" "intakes": [{ "noneSince": "2026-06-15T07:00", "what": "solid" }, { "what": "water", "at": "2026-06-15T09:00" }] """, "")]
    public void What_of_a_visit_cannot_both_be_right_is_named(string members, string expected)
    {
        PatientRecord record = Read($$""" "visits": [{ "id": "v", {{Due}}, {{members}} }] """);

        Assert.Equal(
            expected,
            string.Join("; ", record.Contradictions().Select(
                one => $"{one.Kind} {one.FirstPath["$.visits[0].".Length..]} {one.SecondPath["$.visits[0].".Length..]}")));
        EitherSettlesIt(record);
        Visit taken = record.Visits[0] with { Entry = record.Visits[0].Entry with { Voided = FilledRecords.Voided } };
        Assert.Empty((record with { Visits = [taken] }).Contradictions());
    }

    [Theory]
    [InlineData("migraine", "Migraine", true)]
    [InlineData("RSD", "CRPS type I", true)]
    [InlineData("migraine", "fibromyalgia", false)]
    public void One_condition_is_not_active_and_in_full_remission_under_two_names(string active, string remitted, bool expected)
    {
        PatientRecord record = Read($$"""
            "eligibility": { "conditions": [{ "name": "{{active}}", "inFullRemission": false }, { "name": "{{remitted}}", "inFullRemission": true }, { "name": "{{active}}" }] }
            """);
        ImmutableArray<Contradiction> found = record.Contradictions(conditionOf: name => name.Text is "RSD" ? "crps type i" : name.Text);

        Assert.Equal(expected, found.Any(one => one is
        {
            Kind: ContradictionKind.ActiveAndInRemission, FirstPath: "$.eligibility.conditions[0]", SecondPath: "$.eligibility.conditions[1]",
        }));
        Assert.Equal(expected ? 1 : 0, found.Length);
        Assert.Empty(record.Contradictions(conditionOf: _ => null));
        EitherSettlesIt(record);
    }

    [Fact]
    public void A_policy_says_which_kind_of_intake_a_name_means()
    {
        PatientRecord record = Read($$"""
            "visits": [{ "id": "v", {{Due}}, "intakes": [{ "noneSince": "2026-06-15T07:00", "what": "solid" }, { "what": "toast", "at": "2026-06-15T09:00" }] }]
            """);

        Assert.Empty(record.Contradictions());
        Assert.Single(record.Contradictions(kindOf: name => name.Text == "toast" ? "solid" : name.Text));
        Assert.Empty(record.Contradictions(kindOf: _ => null));
    }

    [Fact]
    public void Every_infusion_that_overlaps_another_is_named_and_none_that_does_not()
    {
        var random = new Random(20260615);
        int named = 0;
        for (int round = 0; round < 3_000; round++)
        {
            PatientRecord record = Blank with { Visits = [.. Enumerable.Range(0, random.Next(9)).Select(place => Some(random, place))] };
            Contradiction[] found = [.. record.Contradictions().Where(one => one.Kind == ContradictionKind.InfusionsOverlap)];
            HashSet<(string, string)> truly =
            [
                .. from one in record.VisitsInForce from other in record.VisitsInForce
                where !ReferenceEquals(one, other) && Overlap(one, other)
                select (one.Id, other.Id),
            ];

            Assert.All(found, one => Assert.Contains((IdAt(record, one.FirstPath), IdAt(record, one.SecondPath)), truly));
            Assert.Equal(
                truly.Select(pair => pair.Item1).Distinct().Order(StringComparer.Ordinal),
                found.SelectMany(one => new[] { IdAt(record, one.FirstPath), IdAt(record, one.SecondPath) }).Distinct().Order(StringComparer.Ordinal));
            Assert.True(found.Length <= 2 * record.Visits.Length);
            named += found.Length;
        }

        Assert.True(named > 1_000, $"{named} overlaps");
    }

    [Fact]
    public void Every_score_that_differs_from_another_of_its_instant_is_named_and_none_that_does_not()
    {
        var random = new Random(20260616);
        for (int round = 0; round < 2_000; round++)
        {
            PatientRecord record = Blank with { Scores = [.. Enumerable.Range(0, random.Next(8)).Select(place => SomeScore(random, place))] };
            ImmutableArray<Contradiction> found = record.Contradictions();
            string[] truly =
            [
                .. record.ScoresInForce.Where(one => record.ScoresInForce.Any(other => Differ(one, other))).Select(one => one.Entry.Id!),
            ];
            Assert.All(found, one => Assert.True(Differ(ScoreAt(record, one.FirstPath), ScoreAt(record, one.SecondPath))));
            Assert.Equal(
                truly.Order(StringComparer.Ordinal),
                found.SelectMany(one => new[] { ScoreAt(record, one.FirstPath), ScoreAt(record, one.SecondPath) })
                    .Select(one => one.Entry.Id!).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_order_of_a_list_decides_nothing()
    {
        var random = new Random(20260617);
        for (int round = 0; round < 500; round++)
        {
            PatientRecord record = Blank with
            {
                Visits = [.. Enumerable.Range(0, 7).Select(place => Some(random, place))],
                Scores = [.. Enumerable.Range(0, 7).Select(place => SomeScore(random, place))],
            };
            Visit[] visits = [.. record.Visits];
            ScoreEntry[] scores = [.. record.Scores];
            random.Shuffle(visits);
            random.Shuffle(scores);
            PatientRecord shuffled = record with { Visits = [.. visits], Scores = [.. scores] };

            Assert.Equal(Named(record), Named(shuffled));
        }

        static string[] Named(PatientRecord record) =>
        [
            .. record.Contradictions().Select(one =>
                $"{one.Kind} {Told(record, one.FirstPath)} {Told(record, one.SecondPath)} {one.Says}").Order(StringComparer.Ordinal),
        ];

        static string Told(PatientRecord record, string path) => path.StartsWith("$.visits", StringComparison.Ordinal)
            ? IdAt(record, path) + path[path.IndexOf(']', StringComparison.Ordinal)..]
            : ScoreAt(record, path).Entry.Id!;
    }

    [Fact]
    public void As_many_infusions_as_a_record_may_hold_are_held_against_each_other_in_no_time()
    {
        Visit[] visits =
        [
            .. Enumerable.Range(0, 10_000).Select(place => new Visit
            {
                Entry = FormattableString.Invariant($"v{place}"),
                Start = Midnight,
                End = Midnight + Duration.FromHours(1),
            }),
        ];

        Assert.Equal(9_999, (Blank with { Visits = [.. visits] }).Contradictions().Length);
    }

    [Fact]
    public void A_record_that_contradicts_itself_reads_back_as_it_was_written()
    {
        PatientRecord record = Read($$"""
            "visits": [{ "id": "a", {{Due}}, {{Given}}, "arrival": "2026-06-15T11:00", "departure": "2026-06-15T12:00", "left": "2026-06-15T13:00", "bookedAt": "2026-06-15T10:30", "cancelled": { "by": "no-show", "at": "2026-06-15T09:00" } },
                       { "id": "b", {{Due}}, {{Given}} }, { "id": "c", {{Due}}, "start": "2026-06-15T10:00", "end": "2026-06-15T09:00" }, { "id": "d", {{Due}} }, { "id": "e", {{Due}} }],
            "scores": [{ "condition": "pain", "instrument": "pain-nrs", "points": 5, "at": "2026-06-15T09:00" },
                       { "condition": "pain", "instrument": "pain-nrs", "points": 6, "at": "2026-06-15T09:00" }]
            """);

        Assert.Equal(record, PatientRecord.Parse(record.ToJson(Zone), Zone));
        Assert.Equal(
            Enum.GetValues<ContradictionKind>().Except(
            [
                ContradictionKind.IntakeAfterNoneSince, ContradictionKind.ActiveAndInRemission, ContradictionKind.VerdictBeforeSections,
            ]),
            record.Contradictions().Select(one => one.Kind).Distinct().Order());
        Assert.Equal(record.Contradictions(), PatientRecord.Parse(record.ToJson(Zone), Zone).Contradictions());
        EitherSettlesIt(record with { Visits = record.Visits.RemoveAt(1) });
    }

    [Theory]
    [InlineData("")]
    [InlineData("$.visits[9]")]
    [InlineData("$.visits[0].price")]
    [InlineData("$.visits[0].intakes[3]")]
    [InlineData("$.scores[0]")]
    [InlineData("$.eligibility.conditions[0]")]
    [InlineData("$.asOf")]
    public void Only_an_entry_or_a_field_that_is_there_can_be_taken_out(string path) => Assert.Throws<ArgumentException>(
        () => Read($$""" "visits": [{ "id": "a", {{Due}} }] """).Voiding(path));

    [Fact]
    public void No_shipped_record_contradicts_itself() => Assert.All(
        new[] { RecordFiles.Crps, RecordFiles.Depression, RecordFiles.Everything },
        file => Assert.Empty(PatientRecord.Parse(file, RecordFiles.Rules.TimeZone).Contradictions()));

    private static string Due => """ "appointment": "2026-06-15T10:00" """;

    private static PatientRecord Blank => new() { Id = "x", AsOf = Midnight + Duration.FromDays(5) };

    private static PatientRecord Read(string members) =>
        PatientRecord.Parse($$"""{ "format": 1, "id": "x", "asOf": "2026-06-20T12:00", {{members}} }""", Zone);

    // Without either of the two the contradiction is gone, and the record can be written unless it is the appointment.
    private static void EitherSettlesIt(PatientRecord record)
    {
        foreach (Contradiction one in record.Contradictions())
        {
            foreach (PatientRecord without in (PatientRecord[])[record.Voiding(one.FirstPath), record.Voiding(one.SecondPath)])
            {
                Assert.DoesNotContain(one, without.Contradictions());
                if (without.Visits.All(static visit => visit.Appointment is not null))
                {
                    Assert.Equal(without, PatientRecord.Parse(without.ToJson(Zone), Zone));
                }
                else
                {
                    var refusal = Assert.Throws<InvalidOperationException>(() => without.ToJson(Zone));
                    Assert.Contains("appointment", refusal.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    private static string IdAt(PatientRecord record, string path) => record.Visits[PlaceIn(path)].Id;

    private static ScoreEntry ScoreAt(PatientRecord record, string path) => record.Scores[PlaceIn(path)];

    private static int PlaceIn(string path) => int.Parse(
        path[(path.IndexOf('[', StringComparison.Ordinal) + 1)..path.IndexOf(']', StringComparison.Ordinal)],
        System.Globalization.CultureInfo.InvariantCulture);

    // Said of every reading of their times: each instant of the start and the end that may be.
    private static bool Overlap(Visit one, Visit other) => (one.End, other.End) switch
    {
        (null, null) => one.Start is { IsExact: true } && one.Start == other.Start,
        (null, _) => other.Start!.Value.Latest <= one.Start!.Value.Earliest && one.Start.Value.Latest < other.End!.Value.Earliest,
        (_, null) => Overlap(other, one),
        _ => one.Start!.Value.Latest < other.End!.Value.Earliest && other.Start!.Value.Latest < one.End!.Value.Earliest,
    };

    private static bool Differ(ScoreEntry one, ScoreEntry other) => one.At.IsExact && one.At == other.At && one.Instrument == other.Instrument
        && one.Condition == other.Condition && one.Points != other.Points;

    private static Moment Hour(Random random, int most)
    {
        Instant at = Midnight + Duration.FromHours(random.Next(most));
        return random.Next(4) == 0 ? Moment.Between(at, at + Duration.FromHours(random.Next(3))) : at;
    }

    private static Visit Some(Random random, int place)
    {
        Moment start = Hour(random, 12);
        return new()
        {
            Entry = new() { Id = FormattableString.Invariant($"v{place}"), Voided = random.Next(8) == 0 ? FilledRecords.Voided : null },
            Start = start,
            End = random.Next(4) == 0 ? null : random.Next(6) == 0 ? Hour(random, 16)
                : Moment.At(start.Latest + Duration.FromHours(random.Next(1, 4))),
        };
    }

    private static ScoreEntry SomeScore(Random random, int place) => ScoreEntry.Of(
        random.Next(2) == 0 ? ConditionCategory.Pain : ConditionCategory.MentalHealth,
        Score.Of(random.Next(2) == 0 ? Instrument.PainNrs : Instrument.Phq9, random.Next(3)), Hour(random, 2)) with
    {
        Entry = new() { Id = FormattableString.Invariant($"s{place}"), Voided = random.Next(8) == 0 ? FilledRecords.Voided : null },
    };
}
