using System.Collections;
using System.Reflection;
using System.Text.Json;
using Infusion.Rules.Clinic;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Repository;
using NodaTime;

namespace Infusion.Rules.Tests.Records;

/// <summary>A field is declared once: nothing of a record is lost on the way to a file, to JSON, or to a rule.</summary>
public sealed class FieldTests
{
    private static Type[] Kinds =>
        [.. typeof(Visit).Assembly.GetTypes().Where(type => type.Namespace == typeof(Visit).Namespace && FieldsOf(type) is not null)];

    [Fact]
    public void Every_property_of_a_record_has_a_field_of_its_name_and_type()
    {
        Assert.True(Kinds.Length >= 20);
        RepositoryFiles.AssertNone(Kinds.SelectMany(kind => kind.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.SetMethod is not null)
            .Where(property => FieldsOf(kind)!.GetProperty(property.Name)?.PropertyType is not { IsGenericType: true } field
                || field.GetGenericArguments()[1] != property.PropertyType)
            .Select(property => $"{kind.Name}.{property.Name} has no field")));
    }

    [Fact]
    public void A_filled_record_has_nothing_a_blank_one_has()
    {
        foreach (object filled in FilledRecords.All.Where(
                record => record is not (Intake or ClinicianInterval or ScoreEntry or Voided or MedicineCode or PatientRecord)))
        {
            object blank = Activator.CreateInstance(filled.GetType())!;
            RepositoryFiles.AssertNone(filled.GetType().GetProperties().Where(
                property => property.SetMethod is not null && AreAlike(property.GetValue(filled), property.GetValue(blank)))
                .Select(property => $"{filled.GetType().Name}.{property.Name} is not filled"));
        }
    }

    [Fact]
    public void Every_record_comes_back_from_json_with_the_default_options()
    {
        foreach (object record in FilledRecords.Whole)
        {
            string json = JsonSerializer.Serialize(record, record.GetType());
            Assert.Equal(record, JsonSerializer.Deserialize(json, record.GetType()));
        }
    }

    [Fact]
    public void Each_field_alone_comes_back_too()
    {
        int compared = 0;
        foreach (object filled in FilledRecords.All.Where(
                record => record is not (Intake or ClinicianInterval or ScoreEntry or Voided or MedicineCode or PatientRecord)))
        {
            foreach (PropertyInfo property in filled.GetType().GetProperties().Where(property => property.SetMethod is not null))
            {
                object one = Activator.CreateInstance(filled.GetType())!;
                property.SetValue(one, property.GetValue(filled));
                if (IsWhole(one))
                {
                    Assert.Equal(one, JsonSerializer.Deserialize(JsonSerializer.Serialize(one, one.GetType()), one.GetType()));
                    Assert.NotEqual(Activator.CreateInstance(filled.GetType()), one);
                    compared++;
                }
            }
        }

        Assert.True(compared >= 15, $"{compared} fields were compared.");
    }

    [Theory]
    [InlineData("""{ "id": "v", "appointment": "2026-06-15T10:00" }""")]
    [InlineData("""{ "id": "v", "appointment": "2026-06-15T10:00Z", "arival": "2026-06-15T09:00Z" }""")]
    [InlineData("""{ "id": "v" }""")]
    [InlineData("""[]""")]
    [InlineData("""{ "id": "v", "appointment": 5 }""")]
    public void What_cannot_be_read_throws_and_is_never_a_default(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Visit>(json));

    [Fact]
    public void Values_come_back_from_json_with_the_default_options()
    {
        Same(FilledRecords.Twice);
        Same(Moment.At(FilledRecords.Noon));
        Same(Moment.Between(FilledRecords.Noon, FilledRecords.Noon + Duration.FromHours(1)));
        Same(Score.Of(Instrument.Phq9, 12));
        Same(Score.Of(Instrument.PainNrs, 6.5m));
        Same(Money.Of(100.25m, "USD"));
        Same(new ProtocolId("four-hour"));
        Same(StatedName.Of("toast"));
        Same(StatedName.Other("toast"));
        Same(new OutcomeSet(5, 1));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Moment>("{}"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Score>("{}"));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(FactValue.Exactly(1)));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<FactValue>("{}"));
        Assert.Throws<NotSupportedException>(
            () => JsonSerializer.Serialize(InfusionRules.Published.Fasting.DecidePlan(FilledRecords.Visit)));
    }

    [Fact]
    public void Every_field_is_read_by_a_fact_or_says_why_not()
    {
        HashSet<string> read =
        [
            .. AllRules().SelectMany(rules => rules.Tables).SelectMany(table => table.Facts).SelectMany(fact => fact.Fields),
        ];
        string[] lines =
        [
            .. RepositoryFiles.Read(
                "tests/Infusion.Rules.Tests/Records/unread-fields.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries),
        ];
        Dictionary<string, string> reasons = lines.Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        string[] fields = [.. Kinds.SelectMany(Paths).Distinct()];
        Assert.True(fields.Length > 40, $"Only {fields.Length} fields were found.");
        RepositoryFiles.AssertNone(
            fields.Where(field => !read.Contains(field) && !reasons.ContainsKey(field)).Select(field => $"{field} is read by no fact"));
        RepositoryFiles.AssertNone(
            reasons.Keys.Where(field => read.Contains(field) || !fields.Contains(field)).Select(field => $"{field} needs no reason"));
    }

    private static IEnumerable<InfusionRules> AllRules() =>
    [
        InfusionRules.Published, new(FilledPolicy.Filled),
        .. Directory.GetFiles(RepositoryFiles.PathOf("samples/policies"), "*.json").Select(
            path => new InfusionRules(ClinicPolicy.Parse(File.ReadAllText(path)))),
    ];

    private static Type? FieldsOf(Type kind) => kind.GetNestedType("Fields", BindingFlags.NonPublic | BindingFlags.Public);

    private static IEnumerable<string> Paths(Type kind) => FieldsOf(kind)!.GetProperties(BindingFlags.Static | BindingFlags.Public)
        .Select(property => property.GetValue(null)).OfType<Input>().Select(field => field.Path);

    // What a document has to give.
    private static bool IsWhole(object record) => record switch
    {
        Visit visit => visit.Appointment is not null,
        Cancellation cancellation => cancellation.By is not null,
        Referral referral => referral.Booking is not null,
        Entry entry => entry.Voided is null,
        ClinicianWord word => word.At != default,
        _ => true,
    };

    private static bool AreAlike(object? one, object? other) =>
        one is IEnumerable some and not string && other is IEnumerable others
            ? some.Cast<object>().SequenceEqual(others.Cast<object>())
            : Equals(one, other);

    private static void Same<T>(T value) => Assert.Equal(value, JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value)));
}
