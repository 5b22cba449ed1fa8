using System.Collections.Immutable;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using Infusion.Rules.Tests.Records;
using NodaTime;

namespace Infusion.Rules.Tests.Field;

/// <summary>Cases from the field about reading: what is refused, and with which words.</summary>
public sealed class ReadingCases
{
    private static DateTimeZone NewYork => DateTimeZoneProviders.Tzdb["America/New_York"];

    // A16
    [Theory]
    [InlineData("phq-8", null)]
    [InlineData("phq-15", null)]
    [InlineData("phq-2", null)]
    [InlineData("gad-2", null)]
    [InlineData("hit-5", null)]
    [InlineData("pcl-4", null)]
    [InlineData("pcl-c", null)]
    [InlineData("pain-vas", null)]
    [InlineData("phq9", "phq-9")]
    [InlineData("PHQ-9", "phq-9")]
    [InlineData("pqh-9", "phq-9")]
    [InlineData("gad_7", "gad-7")]
    [InlineData("madsr", "madrs")]
    [InlineData("pain nrs", "pain-nrs")]
    public void Another_instrument_is_not_proposed_for_one_the_rules_do_not_know(string written, string? nearest)
    {
        Problem problem = Refused($$"""
            "scores": [{ "condition": "mental-health", "instrument": "{{written}}", "points": 12, "at": "2026-06-14T09:00" }]
            """);

        Assert.Equal((ProblemCodes.UnknownName, "$.scores[0].instrument", nearest), (problem.Code, problem.Path, problem.Nearest));
    }

    // A18 and A19
    [Theory]
    [InlineData("clear\\u00a0liquid")]
    [InlineData("water\\u00a0")]
    [InlineData("\\u2007water")]
    [InlineData("wat\\u200ber")]
    [InlineData("water\\ufeff")]
    [InlineData("\\u202ewater")]
    [InlineData("water\\u0000")]
    [InlineData("water\\u0000 and toast")]
    [InlineData("water\\u0007")]
    [InlineData("water\\n")]
    [InlineData("wa\\u00adter")]
    [InlineData("\\u2028")]
    public void A_name_with_what_is_not_seen_is_refused(string written)
    {
        Problem problem = Refused(Intakes($$"""{ "what": "{{written}}", "at": "2026-06-15T08:30" }"""));

        Assert.Equal((ProblemCodes.Invalid, "$.visits[0].intakes[0].what"), (problem.Code, problem.Path));
    }

    [Theory]
    [InlineData("crème brûlée")]
    [InlineData("餃子 2 pcs.")]
    [InlineData("🍵 tea")]
    [InlineData("two  eggs ")]
    public void A_name_of_other_letters_is_read(string written) =>
        Assert.NotNull(Read(Intakes($$"""{ "what": "{{written}}", "at": "2026-06-15T08:30" }""")).Visits[0].Intakes[0].What);

    // A19 and A20
    [Theory]
    [InlineData("2026-06-15T05:30\\u0000 or 09:30")]
    [InlineData("2026-06-15T05:30\\u0000")]
    [InlineData("2026-06-15T05:30Z\\u0000")]
    [InlineData("2026-06-15T05:30:00\\u0000")]
    [InlineData("2026-06-15T05:30-04:00\\u0000x")]
    [InlineData("\\u00002026-06-15T05:30")]
    [InlineData("2026-06-15T05:30 ")]
    [InlineData(" 2026-06-15T05:30")]
    [InlineData("2026-06-15T05:30\\n")]
    [InlineData("2026-06-15 05:30")]
    [InlineData("2026-06-15T05:30 or 09:30")]
    [InlineData("2026-06-15T23:59:60")]
    [InlineData("2026-06-15T23:59:60Z")]
    [InlineData("2026-06-15T23:60")]
    [InlineData("2026-06-31T10:00")]
    [InlineData("２026-06-15T05:30")]
    public void A_time_is_read_whole_or_refused(string written)
    {
        Problem problem = Refused(Intakes($$"""{ "what": "water", "at": "{{written}}" }"""));

        Assert.Equal((ProblemCodes.NotATime, "$.visits[0].intakes[0].at"), (problem.Code, problem.Path));
    }

    [Theory]
    [InlineData("2026-06-15\\u0000")]
    [InlineData("2026-06-15\\u0000 or so")]
    [InlineData("2026-0\\u0000")]
    [InlineData("2026-06 ")]
    public void A_date_is_read_whole_or_refused(string written) => Assert.Equal(
        ProblemCodes.NotADate,
        Refused($$""" "eligibility": { "conditions": [{ "name": "migraine", "onset": "{{written}}" }] } """).Code);

    [Theory]
    [InlineData("P1M\\u0000")]
    [InlineData("P1.5M")]
    public void A_period_is_read_whole_or_refused(string written) => Assert.Equal(
        ProblemCodes.NotAPeriod,
        Refused($$""" "maintenance": { "clinicianInterval": { "earliest": "{{written}}", "latest": "P2M" } } """).Code);

    // A21
    [Theory]
    [InlineData("2026-06-15T07:30-05:00", "-04:00")]
    [InlineData("2026-06-15T07:30+00:00", "-04:00")]
    [InlineData("2026-01-15T07:30-04:00", "-05:00")]
    [InlineData("2026-06-15T07:30+04:00", "-04:00")]
    [InlineData("2026-11-01T01:30-03:00", "-04:00")]
    [InlineData("2026-03-08T02:30-04:00", "-05:00")]
    public void An_offset_that_the_clinics_zone_does_not_have_then_is_refused(string written, string has)
    {
        Problem problem = Refused(Intakes($$"""{ "what": "water", "at": "{{written}}" }"""));

        Assert.Equal((ProblemCodes.WrongOffset, "$.visits[0].intakes[0].at"), (problem.Code, problem.Path));
        Assert.Equal($"found an offset that the clinic's clocks do not have then; allowed: {has}, which America/New_York has then, or Z.", problem.Message);
    }

    [Theory]
    [InlineData("2026-06-15T07:30-04:00", "2026-06-15T11:30:00Z")]
    [InlineData("2026-06-15T11:30Z", "2026-06-15T11:30:00Z")]
    [InlineData("2026-01-15T07:30-05:00", "2026-01-15T12:30:00Z")]
    [InlineData("2026-11-01T01:30-04:00", "2026-11-01T05:30:00Z")]
    [InlineData("2026-11-01T01:30-05:00", "2026-11-01T06:30:00Z")]
    public void The_offset_of_the_clinics_zone_and_Z_are_read(string written, string instant) => Assert.Equal(
        ClinicTime.Utc(instant), Read(Intakes($$"""{ "what": "water", "at": "{{written}}" }""")).Visits[0].Intakes[0].At!.Value.Earliest);

    // A25
    [Theory]
    [InlineData("2026-03-08T02:30")]
    [InlineData("2026-03-08T02:00")]
    [InlineData("2026-03-08T02:59:59.999999999")]
    public void A_time_that_the_clocks_skipped_is_refused(string written) => Assert.Equal(
        ProblemCodes.SkippedLocalTime, Refused(Intakes($$"""{ "what": "solid", "at": "{{written}}" }""")).Code);

    [Fact]
    public void What_is_written_reads_back_on_the_clock_of_any_zone()
    {
        PatientRecord[] records =
        [
            PatientRecord.Parse(RecordFiles.Everything, RecordFiles.Rules.TimeZone),
            FilledRecords.Record with { Visits = [FilledRecords.Visit, FilledRecords.Visit with { Entry = "v3", Appointment = FilledRecords.Twice }] },
        ];
        Assert.All(DateTimeZoneProviders.Tzdb.Ids, id =>
        {
            DateTimeZone zone = DateTimeZoneProviders.Tzdb[id];
            Assert.All(records, record => Assert.Equal(record, PatientRecord.Parse(record.ToJson(zone), zone)));
        });
    }

    private static string Intakes(string intake) =>
        $$""" "visits": [{ "id": "v1", "appointment": "2026-06-15T10:00", "intakes": [{{intake}}], "intakesAreComplete": true }] """;

    private static string Json(string members) => $$"""{ "format": 1, "id": "c", "asOf": "2026-12-31T12:00", {{members}} }""";

    private static PatientRecord Read(string members) => PatientRecord.Parse(Json(members), NewYork);

    private static Problem Refused(string members)
    {
        Assert.False(PatientRecord.TryParse(Json(members), NewYork, out _, out ImmutableArray<Problem> problems));
        return Assert.Single(problems);
    }
}
