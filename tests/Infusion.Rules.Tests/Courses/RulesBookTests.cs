using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>A course that a new version of the policy falls into is judged by both, each for its own part.</summary>
public sealed class RulesBookTests
{
    // Every section differs in what a record shows: the fast, the restriction, the evaluation point, the fee and the credit.
    private static readonly InfusionRules _first = InfusionRules.Published;
    private static readonly InfusionRules _second = new(Changed(InfusionRules.Published.Policy));

    [Theory]
    [MemberData(nameof(ShippedHistories.Names), MemberType = typeof(ShippedHistories))]
    public void A_book_of_one_version_decides_as_that_version(string name)
    {
        PatientRecord record = ShippedHistories.Read(name);
        var book = new RulesBook(PolicyBook.Of([new(_first.Policy, new(1900, 1, 1), null)]));
        Assert.Equal(Texts(_first.Review(record).ToDocuments()), Texts(book.Review(record).ToDocuments()));
    }

    [Theory]
    [MemberData(nameof(ShippedHistories.Names), MemberType = typeof(ShippedHistories))]
    public void Each_visit_follows_its_date_and_each_series_its_beginning(string name)
    {
        PatientRecord record = ShippedHistories.Read(name);
        (CourseReview before, CourseReview after) = (_first.Review(record), _second.Review(record));
        int compared = 0;
        LocalDate[] dates = [.. before.Visits.Select(DateOf)];
        foreach (LocalDate change in dates.Concat(dates.Select(static date => date.PlusDays(1))).Distinct())
        {
            CourseReview both = Book(change).Review(record);
            foreach ((VisitReview one, int place) in both.Visits.Select((visit, place) => (visit, place)))
            {
                VisitReview expected = (DateOf(one) < change ? before : after).Visits[place];
                Assert.Equal(Texts(WithoutRideAndFee(expected)), Texts(WithoutRideAndFee(one)));
                compared++;
            }

            foreach ((SeriesReview one, int place) in both.Series.Select((series, place) => (series, place)))
            {
                LocalDate began = DateOf(both.Visits.First(visit => one.Visits.Contains(visit.Visit.Id)));
                Assert.Equal(Texts((began < change ? before : after).Series[place].ToDocuments()), Texts(one.ToDocuments()));
            }
        }

        Assert.True(before.Visits.IsEmpty || compared >= before.Visits.Length);
    }

    [Fact]
    public void The_way_to_a_visit_falls_into_the_restriction_of_the_version_before()
    {
        // The second version restricts for a day longer; the infusion of the 15th is under the first, that of the 17th under the second.
        PatientRecord record = Record("""
            "protocol": "four-hour", "visits": [
              { "id": "a", "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00", "end": "2026-06-15T14:00" },
              { "id": "b", "appointment": "2026-06-17T10:00", "departure": "2026-06-17T09:00" }]
            """);
        Assert.NotEqual(
            _first.Review(record).Visits[1].InboundRide!.Value.Outcome, _second.Review(record).Visits[1].InboundRide!.Value.Outcome);
        Assert.Equal(
            _first.Review(record).Visits[1].InboundRide!.Value.Outcome,
            Book(new(2026, 6, 17)).Review(record).Visits[1].InboundRide!.Value.Outcome);
        Assert.Equal(
            _second.Review(record).Visits[1].InboundRide!.Value.Outcome,
            Book(new(2026, 6, 15)).Review(record).Visits[1].InboundRide!.Value.Outcome);
    }

    [Theory]
    [InlineData("2026-06-10T09:00", "2026-06-12", "100.00")]
    [InlineData("2026-06-12T09:00", "2026-06-12", "250.00")]
    [InlineData("2026-06-10T09:00", "2026-06-20", "100.00")]
    public void A_cancelled_visit_is_charged_as_when_it_was_booked(string booked, string change, string amount)
    {
        VisitReview visit = Book(Date(change)).Review(Cancelled(booked)).Visits[0];
        Assert.Equal(CancellationFeeOutcome.Charged, visit.Fee!.Value.Outcome);
        Assert.Equal(Money.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), "USD"), visit.FeeAmount);
    }

    [Fact]
    public void What_was_eaten_before_it_is_judged_by_the_visits_own_date()
    {
        // Six hours and a half after solids: the first version asks for four hours, the second for eight.
        PatientRecord record = Cancelled("2026-06-10T09:00", "2026-06-15T03:30");
        Assert.False(Book(new(2026, 6, 20)).Review(record).Visits[0].Fee!.Value.Has(CancellationFeeOutcome.Charged));
        Assert.True(Book(new(2026, 6, 12)).Review(record).Visits[0].Fee!.Value.Has(CancellationFeeOutcome.Charged));
    }

    [Fact]
    public void Without_a_time_of_booking_a_fee_that_it_decides_is_asked_for()
    {
        RulesBook book = Book(new(2026, 6, 12));
        PatientRecord record = Cancelled(null);
        CourseReview review = book.Review(record);
        Assert.Equal(DecisionStatus.Invalid, review.Visits[0].Fee!.Value.Status);
        Assert.Null(review.Visits[0].FeeAmount);
        OpenQuestion asked = Assert.Single(review.Questions, question => question.Path == "visits[v].bookedAt");

        CourseReview answered = book.Review(record.With(asked.Path, "\"2026-06-11T10:00\"", book.TimeZone));
        Assert.Equal(Money.Of(100m, "USD"), answered.Visits[0].FeeAmount);
        Assert.DoesNotContain(answered.Questions, question => question.Path == asked.Path);

        // Where it makes no difference, nobody is asked.
        CourseReview early = Book(new(2026, 6, 20)).Review(record);
        Assert.Equal(Money.Of(100m, "USD"), early.Visits[0].FeeAmount);
        Assert.DoesNotContain(early.Questions, question => question.Path == asked.Path);
    }

    [Fact]
    public void A_credit_is_as_large_as_when_the_friend_scheduled()
    {
        const string Visits = """
            "visits": [{ "id": "v", "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00", "end": "2026-06-15T14:00",
              "price": { "amount": "650.00", "currency": "USD" } }], "protocol": "four-hour", "referrals": [{ "id": "r",
              "friend": "friend", "scheduled": "infusion", "at": "2026-06-10T09:00", "referredBefore": false }]
            """;
        PatientRecord record = Record(Visits);
        Assert.Equal(_first.Policy.Fees!.Referral!.Credit, Book(new(2026, 6, 11)).Review(record).Ledger!.Total.Earned);
        Assert.Equal(_second.Policy.Fees!.Referral!.Credit, Book(new(2026, 6, 10)).Review(record).Ledger!.Total.Earned);
    }

    [Fact]
    public void A_date_without_a_version_decides_nothing_and_says_so()
    {
        PatientRecord record = Record("""
            "protocol": "four-hour", "visits": [
              { "id": "old", "appointment": "2026-01-05T10:00", "start": "2026-01-05T10:00", "end": "2026-01-05T14:00" },
              { "id": "new", "appointment": "2026-06-25T10:00" }]
            """);
        var book = new RulesBook(PolicyBook.Of([new(_first.Policy, new(2026, 2, 1), null)]));
        CourseReview review = book.Review(record);
        Assert.All(review.Visits[0].ToDocuments(), document => Assert.Equal(DecisionStatus.Invalid, document.Status));
        Assert.Contains("2026-01-05", review.Visits[0].FastingPlan.ToDocument().Summary, StringComparison.Ordinal);
        Assert.Equal(DecisionStatus.Invalid, review.Response!.Value.Status);
        Assert.NotEqual(DecisionStatus.Invalid, review.Visits[1].FastingPlan.Status);

        // What rests on that verdict is no question to anybody, and is not taken to be before maintenance.
        Assert.Equal((DecisionStatus.Invalid, DecisionStatus.Invalid), (review.Stage.Status, review.Next.Status));
        Assert.Contains("2026-01-05", review.Stage.ToDocument().Summary, StringComparison.Ordinal);
        Assert.Equal(DecisionStatus.Invalid, review.Maintenance!.Value.Status);
        Assert.DoesNotContain(review.Questions, question => question.Path.StartsWith("response.", StringComparison.Ordinal));
        Assert.Contains(
            "2026-01-31",
            Assert.Throws<ArgumentOutOfRangeException>(() => review.At(Instant.FromUtc(2026, 1, 31, 15, 0))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(25, false)]
    [InlineData(26, true)]
    public void The_last_version_holds_up_to_its_end_and_not_on_it(int end, bool holds)
    {
        PatientRecord record = Record("""
            "protocol": "four-hour", "visits": [{ "id": "new", "appointment": "2026-06-25T10:00" }]
            """);
        var book = new RulesBook(PolicyBook.Of([new(_first.Policy, new(2026, 2, 1), new(2026, 6, end))]));
        Assert.Equal(holds, book.Review(record).Visits[0].FastingPlan.Status != DecisionStatus.Invalid);
    }

    [Fact]
    public void An_appointment_is_not_there_before_it_is_booked()
    {
        CourseReview review = _first.Review(Cancelled("2026-06-10T09:00"));
        Assert.Single(review.Visits);
        Assert.Empty(review.At(Instant.FromUtc(2026, 6, 10, 12, 59)).Visits);
        Assert.Single(review.At(Instant.FromUtc(2026, 6, 10, 13, 0)).Visits);
    }

    [Fact]
    public void Versions_in_two_time_zones_are_two_books()
    {
        ClinicPolicy moved = _first.Policy with { Version = "2", TimeZone = "America/Chicago" };
        var error = Assert.Throws<ArgumentException>(() => new RulesBook(
            PolicyBook.Of([new(_first.Policy, new(2026, 1, 1), new(2026, 6, 1)), new(moved, new(2026, 6, 1), null)])));
        Assert.Contains("America/Chicago", error.Message, StringComparison.Ordinal);
    }

    private static RulesBook Book(LocalDate change) =>
        new(PolicyBook.Of([new(_first.Policy, new(1900, 1, 1), change), new(_second.Policy, change, null)]));

    private static LocalDate DateOf(VisitReview visit) =>
        (visit.Visit.Start ?? visit.Visit.Appointment)!.Value.Earliest.InZone(_first.TimeZone).Date;

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static PatientRecord Record(string members) =>
        PatientRecord.Parse($$"""{ "format": 1, "id": "record", "asOf": "2026-06-20T12:00", {{members}} }""", _first.TimeZone);

    // Cancelled by the clinic a quarter of an hour before, because of a breakfast at the given time.
    private static PatientRecord Cancelled(string? booked, string eaten = "2026-06-15T08:30") => Record($$"""
        "visits": [{ "id": "v", {{(booked is null ? "" : $"\"bookedAt\": \"{booked}\", ")}}"appointment": "2026-06-15T10:00",
          "intakes": [{ "id": "i", "what": "solid", "at": "{{eaten}}" }], "intakesAreComplete": true,
          "cancelled": { "id": "c", "by": "clinic-cancelled", "reason": "fasting-violation", "at": "2026-06-15T09:45" } }]
        """);

    private static ImmutableArray<DecisionDocument> WithoutRideAndFee(VisitReview visit) =>
        [.. visit.ToDocuments().Where(document => document.Decision is not ("visit.inbound-ride" or "fee.cancellation"))];

    private static string[] Texts(IEnumerable<DecisionDocument> documents) => [.. documents.Select(DecisionJson.Write)];

    private static ClinicPolicy Changed(ClinicPolicy policy)
    {
        JsonNode document = JsonNode.Parse(policy.ToJson())!;
        document["version"] = "2";
        document["fasting"]!["kinds"]![0]!["limits"]![0]!["before"] = "PT8H";
        document["visits"]!["driving"]!["after"] = "PT48H";
        document["visits"]!["firstArrivalLead"] = "PT45M";
        foreach (JsonNode? protocol in document["protocols"]!["protocols"]!.AsArray())
        {
            protocol!["evaluateAfterSessions"] = 2;
        }

        document["fees"]!["fastingCancellation"]!["amount"] = "250.00";
        document["fees"]!["referral"]!["credit"]!["amount"] = "75.00";
        return ClinicPolicy.Parse(document.ToJsonString());
    }
}
