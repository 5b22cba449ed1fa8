using System.Text;
using System.Text.Json;
using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Tests.Records;

/// <summary>The schema and the page of fields are made of the fields, so that they cannot fall behind.</summary>
public sealed class RecordSchemaTests
{
    private const string Page = "docs/records.md";

    private static bool Writes => Environment.GetEnvironmentVariable("INFUSION_RULES_WRITE") == "1";

    [Fact]
    public void The_schema_that_ships_is_the_one_the_fields_describe()
    {
        string path = RepositoryFiles.PathOf("src/Infusion.Rules/Records/record.schema.json");
        string described = Encoding.UTF8.GetString(PatientRecord.Fields.WriteSchema());
        if (Writes)
        {
            File.WriteAllText(path, described);
        }

        Assert.Equal(described, File.ReadAllText(path));
    }

    [Fact]
    public void The_page_lists_every_field_and_every_value_of_a_closed_one()
    {
        string path = RepositoryFiles.PathOf(Page);
        string page = File.ReadAllText(path).ReplaceLineEndings("\n");
        string generated = FieldPage.With(page, PatientRecord.Fields.WriteSchema());
        if (Writes)
        {
            File.WriteAllText(path, generated);
        }

        Assert.True(page == generated || Writes, $"{Page} is not what is generated; run the tests once with INFUSION_RULES_WRITE=1.");
        string[] values = [.. Values()];
        Assert.True(values.Length > 50, $"only {values.Length} values");
        Assert.All(values, value => Assert.Contains($"`{value}`", generated, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_property_of_the_schema_has_a_description_and_says_what_it_may_be()
    {
        using JsonDocument schema = JsonDocument.Parse(PatientRecord.Fields.WriteSchema());
        int count = 0;
        foreach (JsonProperty property in FieldPage.Properties(schema.RootElement))
        {
            count++;
            Assert.True(property.Value.GetProperty("description").GetString()!.Length > 5, property.Name);
            Assert.True(property.Value.EnumerateObject().Any(keyword => keyword.Name is "type" or "anyOf" or "const"), property.Name);
        }

        Assert.True(count > 110, $"only {count} properties");
    }

    // The words that the fields' enums have, found by reflection and not by the schema.
    private static IEnumerable<string> Values() => typeof(PatientRecord).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(PatientRecord).Namespace)
        .SelectMany(type => type.GetProperties())
        .Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
        .Where(type => type.IsEnum && type != typeof(ListCompleteness) && type != typeof(ContradictionKind)).Distinct()
        .SelectMany(type => Enum.GetNames(type).Select(Wording.Kebab)).Where(name => name != "infusion-given");
}
