using System.Reflection;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.Testing.TimeZones;

namespace Infusion.Rules.Tests.DependencyInjection;

/// <summary>The door: what is behind it is complete, and stands still.</summary>
public sealed class DoorTests
{
    [Fact]
    public void Every_table_of_every_room_is_listed_once()
    {
        InfusionRules rules = InfusionRules.Published;
        DecisionTable[] inRooms = [.. typeof(InfusionRules).GetProperties()
            .Where(room => room.PropertyType.Name.EndsWith("Rules", StringComparison.Ordinal) && room.PropertyType != typeof(InfusionRules))
            .Select(room => room.GetValue(rules)!)
            .Append(typeof(InfusionRules).GetProperty("Course", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(rules)!)
            .SelectMany(room => room.GetType().GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Where(property => property.PropertyType == typeof(DecisionTable))
                .Select(property => (DecisionTable)property.GetValue(room)!))];

        Assert.True(inRooms.Length > 30, "the rooms were not found");
        Assert.Equal(
            inRooms.OrderBy(table => table.Id, StringComparer.Ordinal), rules.Tables.OrderBy(table => table.Id, StringComparer.Ordinal));
        Assert.Equal(rules.Tables.Length, rules.Tables.Select(table => table.Id).Distinct().Count());
    }

    [Fact]
    public void A_rule_id_stands_for_one_rule_everywhere()
    {
        string[] ids = [.. InfusionRules.Published.Tables.SelectMany(table => table.Rules).Select(rule => rule.Id)];

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Ids_are_kebab_case_words_joined_by_dots()
    {
        string[] ids = [.. InfusionRules.Published.Tables.SelectMany(table =>
            table.Rules.Select(rule => rule.Id).Concat(table.Facts.Select(fact => fact.Id)).Append(table.Id))];

        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.Matches(@"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$", id));
    }

    [Fact]
    public void The_published_rules_are_built_once() => Assert.Same(InfusionRules.Published, InfusionRules.Published);

    [Fact]
    public void Time_zones_come_from_the_provider_that_is_given()
    {
        DateTimeZoneSource source = new();
        var rules = new InfusionRules(ClinicPolicy.VirginiaInfusionTherapies, new NodaTime.TimeZones.DateTimeZoneCache(source));

        Assert.Equal(Offset.FromHours(3), rules.TimeZone.GetUtcOffset(Instant.FromUtc(2026, 6, 1, 0, 0)));
        Assert.Equal(source.VersionId, rules.Version.TimeZones);
    }

    [Theory]
    [InlineData("")]
    [InlineData("EST5EDT4")]
    [InlineData("america/new york")]
    public void An_unknown_time_zone_is_an_error_that_names_it(string zone)
    {
        var error = Assert.Throws<ArgumentException>(
            () => new InfusionRules(ClinicPolicy.VirginiaInfusionTherapies with { TimeZone = zone }));

        Assert.Contains($"'{zone}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_policies_are_equal_and_another_number_makes_another_policy()
    {
        ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;

        Assert.Equal(published, published with { });
        Assert.NotEqual(published, published with { Visits = published.Visits! with { RecoveryPlanned = Duration.FromMinutes(91) } });
    }

    private sealed class DateTimeZoneSource : NodaTime.TimeZones.IDateTimeZoneSource
    {
        public string VersionId => "test zones 1";

        public IEnumerable<string> GetIds() => ["America/New_York"];

        public DateTimeZone ForId(string id) =>
            new SingleTransitionDateTimeZone(Instant.FromUtc(1900, 1, 1, 0, 0), Offset.Zero, Offset.FromHours(3));

        public string GetSystemDefaultId() => "America/New_York";
    }
}
