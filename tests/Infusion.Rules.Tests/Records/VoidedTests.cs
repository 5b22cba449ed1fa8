using System.Collections.Immutable;
using System.Reflection;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Fasting;
using Infusion.Rules.Records;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Records;

/// <summary>A voided entry stays on record, is shown, and is not judged.</summary>
public sealed class VoidedTests
{
    private static InfusionRules Rules => RecordFiles.Rules;

    private static Entry Taken => new() { Id = "taken-back", Voided = FilledRecords.Voided with { At = Crps.AsOf } };

    private static PatientRecord Crps => PatientRecord.Parse(RecordFiles.Crps, Rules.TimeZone);

    /// <summary>For every list and single entry of a record: the record with a
    /// voided entry that would change its decisions, and without it.</summary>
    private static ImmutableArray<(Type Kind, PatientRecord Without, PatientRecord Voided, PatientRecord InForce)> Pairs
    {
        get
        {
            PatientRecord record = Crps;
            PatientRecord OnVisit(Func<Visit, Visit> change) => record with { Visits = record.Visits.SetItem(1, change(record.Visits[1])) };
            return
            [
                Pair<Visit>(
                    record, one => record with { Visits = record.Visits.Add(one) },
                    record.Visits[0] with { Entry = "again", Start = null, End = null }, static (one, entry) => one with { Entry = entry }),
                Pair<ScoreEntry>(
                    record, one => record with { Scores = record.Scores.Add(one) },
                    ScoreEntry.Of(ConditionCategory.Pain, Score.Of(Instrument.PainNrs, 1), record.Visits[0].Start!.Value),
                    static (one, entry) => one with { Entry = entry }),
                Pair<Referral>(
                    record, one => record with { Referrals = record.Referrals.Add(one) },
                    new() { Friend = "another", Booking = FriendBooking.Infusion }, static (one, entry) => one with { Entry = entry }),
                Pair<Consultation>(
                    record with { Consultation = null }, one => record with { Consultation = one }, record.Consultation!,
                    static (one, entry) => one with { Entry = entry }),
                Pair<StatedCondition>(
                    record,
                    one => record with { Eligibility = record.Eligibility! with { Conditions = record.Eligibility.Conditions.Add(one) } },
                    StatedCondition.Present("anxiety"), static (one, entry) => one with { Entry = entry }),
                Pair<StatedMedicine>(
                    record,
                    one => record with { Continuity = record.Continuity! with { Medicines = record.Continuity.Medicines.Add(one) } },
                    StatedName.Of("theophylline"), static (one, entry) => one with { Entry = entry }),
                Pair<MedicationChange>(
                    record, one => record with { Continuity = record.Continuity! with { Changes = record.Continuity.Changes.Add(one) } },
                    new() { Medicine = "gabapentin", AlreadyMade = true }, static (one, entry) => one with { Entry = entry }),
                Pair<Intake>(
                    record, one => OnVisit(visit => visit with { Intakes = visit.Intakes.Add(one) }),
                    Intake.Of("toast", record.Visits[1].Appointment), static (one, entry) => one with { Entry = entry }),
                Pair<SideEffect>(
                    record, one => OnVisit(visit => visit with { SideEffects = visit.SideEffects.Add(one) }), new() { Effect = "hiccups" },
                    static (one, entry) => one with { Entry = entry }),
                Pair<VitalSigns>(
                    record, one => OnVisit(visit => visit with { VitalSigns = visit.VitalSigns.Add(one) }),
                    new() { Phase = VisitPhase.After, HeartRateRecorded = false }, static (one, entry) => one with { Entry = entry }),
                Pair<ClinicianWord>(
                    record, one => record with { Words = record.Words.Add(one) }, new() { About = WordAbout.Declined, At = record.AsOf },
                    static (one, entry) => one with { Entry = entry }),
                Pair<Cancellation>(
                    record, one => OnVisit(visit => visit with { Cancellation = one }), new() { By = AppointmentEnd.PatientCancelled },
                    static (one, entry) => one with { Entry = entry }),
            ];
        }
    }

    [Fact]
    public void Voiding_an_entry_decides_as_if_it_had_never_been()
    {
        foreach ((Type kind, PatientRecord without, PatientRecord voided, PatientRecord inForce) in Pairs)
        {
            Assert.True(Decisions(without).SequenceEqual(Decisions(voided)), $"A voided {kind.Name} is judged.");
            Assert.False(
                kind != typeof(ClinicianWord) && Decisions(without).SequenceEqual(Decisions(inForce)),
                $"The {kind.Name} would change nothing, so that voiding it shows nothing.");
        }
    }

    [Fact]
    public void Every_kind_of_entry_is_tried()
    {
        Type[] kinds = [.. typeof(IEntry).Assembly.GetTypes().Where(type => type.IsClass && typeof(IEntry).IsAssignableFrom(type))];
        Assert.Equal(kinds.OrderBy(kind => kind.Name), Pairs.Select(pair => pair.Kind).OrderBy(kind => kind.Name));
        EveryListIsOfEntries();
    }

    [Fact]
    public void A_voided_entry_stays_in_the_document_and_reads_back()
    {
        foreach ((Type kind, _, PatientRecord voided, _) in Pairs)
        {
            string json = voided.ToJson(Rules.TimeZone);
            Assert.True(json.Contains("taken-back", StringComparison.Ordinal), kind.Name);
            Assert.Equal(voided, PatientRecord.Parse(json, Rules.TimeZone));
        }
    }

    [Fact]
    public void A_voided_intake_and_the_one_in_its_place_are_judged_as_the_latter_and_allocate_nothing()
    {
        Visit visit = new()
        {
            Appointment = Local("2026-06-15 10:00"),
            Intakes =
            [
                Intake.Of("toast", Local("2026-06-15 09:30")) with { Entry = Taken },
                Intake.Of("toast", Local("2026-06-15 05:30")) with { Entry = "toast" },
            ],
            IntakesCompleteness = ListCompleteness.Complete,
        };

        Assert.Equal(FastingOutcome.Compliant, Rules.Fasting.DecidePlan(visit).Outcome);
        Assert.Single(Rules.Fasting.DecidePlan(visit).ToDocument().Parts);
        Assert.Equal(0, Allocation.Of(() => Rules.Fasting.DecidePlan(visit)));
    }

    [Fact]
    public void A_friend_is_referred_again_where_the_first_referral_is_voided()
    {
        static string Json(string voided) => $$"""
            { "format": 1, "id": "x", "asOf": "2026-01-02T09:00",
              "referrals": [{ "friend": "f", "scheduled": "infusion", "id": "one"{{voided}} }, { "friend": "f", "scheduled": "free-call", "id": "two" }] }
            """;

        Assert.Equal(
            2,
            PatientRecord.Parse(
                Json(""", "voided": { "reason": "the wrong date", "at": "2026-01-02T08:00" }"""), Rules.TimeZone).Referrals.Length);
        Assert.Equal("$.referrals[1].friend", Problem(Json("")).Path);
    }

    [Theory]
    [InlineData(""" { "what": "water", "id": "a" }, { "what": "toast", "id": "a" } """, "duplicate-name")]
    [InlineData(""" { "what": "water", "voided": { "reason": "twice", "at": "2026-01-02T08:00" } } """, "contradiction")]
    [InlineData(""" { "what": "water", "id": "a", "voided": { "reason": "twice" } } """, "missing-property")]
    [InlineData(""" { "what": "water", "id": "Mrs. A" } """, "invalid")]
    [InlineData(""" { "what": "water", "enteredBy": "Mrs. A" } """, "invalid")]
    public void An_entry_is_told_by_its_id(string intakes, string code) => Assert.Equal(code, Problem($$"""
        { "format": 1, "id": "x", "asOf": "2026-01-02T09:00", "visits": [{ "id": "v", "appointment": "2026-01-02T10:00", "intakes": [{{intakes}}] }] }
        """).Code);

    [Fact]
    public void An_id_in_code_is_in_kebab_case_too()
    {
        Assert.Throws<ArgumentException>(() => new Entry { Id = "Visit 1" });
        Assert.Throws<ArgumentException>(() => new Entry { EnteredBy = "Mrs. A" });
        Assert.Equal("visit", new Visit { Entry = new() { EnteredBy = "front-desk" } }.Id);
    }

    private static Problem Problem(string json)
    {
        Assert.False(PatientRecord.TryParse(json, Rules.TimeZone, out _, out ImmutableArray<Problem> problems));
        return Assert.Single(problems);
    }

    private static (Type, PatientRecord, PatientRecord, PatientRecord) Pair<T>(
        PatientRecord without, Func<T, PatientRecord> with, T entry, Func<T, Entry, T> marked)
        where T : class => (typeof(T), without, with(marked(entry, Taken)), with(entry));

    private static DecisionDocument[] Decisions(PatientRecord record)
    {
        CourseReview review = Rules.Review(record);
        return
        [
            .. review.ToDocuments(),
            .. review.Applicant is { Care: { } care } ? [Rules.Continuity.DecideFindings(care).ToDocument()] : (DecisionDocument[])[],
        ];
    }

    // No list of a record holds what cannot be voided.
    private static void EveryListIsOfEntries() => Repository.RepositoryFiles.AssertNone(
        from kind in typeof(PatientRecord).Assembly.GetTypes()
        where kind.Namespace == typeof(PatientRecord).Namespace && kind.GetNestedType("Fields", BindingFlags.NonPublic) is not null
        from property in kind.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        where property.PropertyType is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            && !typeof(IEntry).IsAssignableFrom(list.GetGenericArguments()[0])
        select $"{kind.Name}.{property.Name} holds what cannot be voided");
}
