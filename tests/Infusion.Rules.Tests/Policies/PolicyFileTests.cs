using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Policies.Reading;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Policies.ClinicShapes;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Tests.Policies;

/// <summary>Policies as files: what is written reads back, and the files that ship are the policies they say they are.</summary>
public sealed class PolicyFileTests
{
    private static bool Writes => Environment.GetEnvironmentVariable("INFUSION_RULES_WRITE") == "1";

    public static TheoryData<string> Shapes => [.. ShapeLawTests.Policies.Select(policy => policy.Id)];

    [Fact]
    public void The_built_in_file_is_the_published_policy() =>
        Assert.Equal(PublishedPolicy.Create(), ClinicPolicy.VirginiaInfusionTherapies);

    [Fact]
    public void The_built_in_file_is_canonical_but_for_its_comments()
    {
        string file = File.ReadAllText(RepositoryFiles.PathOf("src/Infusion.Rules/Policies/BuiltIn/virginia-infusion-therapies.json"));
        string[] lines =
        [
            .. file.Split('\n').Where(line => line.Length > 0 && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)),
        ];

        Assert.Equal(ClinicPolicy.VirginiaInfusionTherapies.ToJson(), string.Join("\n", lines) + "\n");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_sample_file_is_the_clinic_it_is_named_after(string id)
    {
        ClinicPolicy shape = ShapeLawTests.Policies.Single(policy => policy.Id == id);
        string path = RepositoryFiles.PathOf($"samples/policies/{id}.json");
        if (Writes)
        {
            File.WriteAllText(path, shape.ToJson());
        }

        Assert.Equal(shape, ClinicPolicy.Parse(File.ReadAllText(path)));
    }

    [Fact]
    public void There_is_no_sample_file_beside_the_clinics() => Assert.Equal(
        ShapeLawTests.Policies.Select(policy => policy.Id + ".json").Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(RepositoryFiles.PathOf("samples/policies"), "*.json").Select(file => Path.GetFileName(file)!)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_written_reads_back_and_is_written_the_same_again()
    {
        foreach (ClinicPolicy policy in ShapeLawTests.Policies.Append(ClinicPolicy.VirginiaInfusionTherapies))
        {
            string written = policy.ToJson();
            ClinicPolicy read = ClinicPolicy.Parse(Encoding.UTF8.GetBytes(written));

            Assert.Equal(policy, read);
            Assert.Equal(written, read.ToJson());
            Assert.Equal(policy.ContentHash, read.ContentHash);
        }
    }

    [Fact]
    public void Comments_and_spacing_do_not_enter_the_hash_and_every_number_does()
    {
        ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
        string json = published.ToJson();

        Assert.Equal(
            published.ContentHash, ClinicPolicy.Parse("// a note\n" + json.Replace("\n", "\n\n", StringComparison.Ordinal)).ContentHash);
        Assert.Matches("^[0-9a-f]{64}$", published.ContentHash);
        int changed = 0;
        foreach (string hours in new[] { "PT1H", "PT2H", "PT4H", "PT6H" })
        {
            ClinicPolicy other = ClinicPolicy.Parse(
                json.Replace("\"before\": \"PT2H\"", $"\"before\": \"{hours}\"", StringComparison.Ordinal));
            changed += other.ContentHash == published.ContentHash ? 0 : 1;
        }

        Assert.Equal(3, changed);
    }

    [Fact]
    public void Every_decision_carries_the_hash_of_its_policy()
    {
        string json = $$"""{ "format": 1, "id": "x", "asOf": "2026-01-02T09:00", "visits": [{ "id": "v", "appointment": "2026-01-05T09:00" }] }""";
        ImmutableArray<DecisionDocument> documents = InfusionRules.Published.Review(
            Infusion.Rules.Records.PatientRecord.Parse(json, InfusionRules.Published.TimeZone)).ToDocuments();

        Assert.NotEmpty(documents);
        Assert.All(documents, document => Assert.Equal(ClinicPolicy.VirginiaInfusionTherapies.ContentHash, document.PolicyHash));
        Assert.All(
            documents.SelectMany(document => document.Parts),
            part => Assert.Equal(ClinicPolicy.VirginiaInfusionTherapies.ContentHash, part.PolicyHash));
    }

    [Fact]
    public void The_schema_that_ships_is_the_one_the_reader_describes()
    {
        string path = RepositoryFiles.PathOf("src/Infusion.Rules/Policies/policy.schema.json");
        string described = Encoding.UTF8.GetString(PolicyDocument.WriteSchema());
        if (Writes)
        {
            File.WriteAllText(path, described);
        }

        Assert.Equal(described, File.ReadAllText(path));
    }

    [Fact]
    public void Every_property_of_the_schema_has_a_description_and_a_unit_or_parts()
    {
        using JsonDocument schema = JsonDocument.Parse(PolicyDocument.WriteSchema());
        int count = 0;
        foreach ((string name, JsonElement property) in Properties(schema.RootElement))
        {
            count++;
            Assert.True(property.GetProperty("description").GetString()!.Length > 5, name);
            bool isScalar = property.TryGetProperty("type", out JsonElement type)
                && !type.ToString().Contains("object", StringComparison.Ordinal)
                && !type.ToString().Contains("array", StringComparison.Ordinal);
            Assert.True(!isScalar || property.TryGetProperty("x-unit", out _) || name == "$schema", $"{name} has no unit");
        }

        Assert.True(count > 120, $"only {count} properties");
    }

    [Fact]
    public void Every_property_of_the_policies_stands_in_the_schema()
    {
        string schema = Encoding.UTF8.GetString(PolicyDocument.WriteSchema());
        string[] names = [.. typeof(ClinicPolicy).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Policy", StringComparison.Ordinal) && type.IsPublic && type.Name != "HitPolicy")
            .SelectMany(type => type.GetProperties())
            .Where(property => property.CanWrite && property.GetGetMethod()!.IsStatic is false && property.Name != "Stated")
            .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]).Distinct()];

        Assert.True(names.Length > 50);
        Assert.All(names, name => Assert.Contains($"\"{name}\"", schema, StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_the_bytes_are_the_answer_is_a_policy_that_builds_or_problems()
    {
        byte[] whole = Encoding.UTF8.GetBytes(ShapeLawTests.Policies[0].ToJson());
        var random = new Random(20260302);
        int refused = 0;
        for (int round = 0; round < 1_500; round++)
        {
            byte[] bytes = (byte[])whole.Clone();
            for (int change = 0; change < 3; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            bytes = round % 5 == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
            if (ClinicPolicy.TryParse(bytes, out ClinicPolicy? policy, out ImmutableArray<Problem> problems))
            {
                _ = new InfusionRules(policy);
            }
            else
            {
                Assert.NotEmpty(problems);
                refused++;
            }
        }

        Assert.True(refused > 700);
    }

    [Fact]
    public void Every_number_moved_by_one_gives_another_policy_or_a_problem()
    {
        string json = ClinicPolicy.VirginiaInfusionTherapies.ToJson();
        int moved = 0;
        foreach (System.Text.RegularExpressions.Match number in System.Text.RegularExpressions.Regex.Matches(
                json, "(?<=: |PT|\"P)[0-9]+(?=[,\n HMD])"))
        {
            foreach (int by in new[] { -1, 1 })
            {
                long value = long.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture) + by;
                string other = string.Concat(
                    json.AsSpan(0, number.Index), value.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    json.AsSpan(number.Index + number.Length));
                moved++;
                if (ClinicPolicy.TryParse(other, out ClinicPolicy? policy, out _))
                {
                    Assert.NotEqual(ClinicPolicy.VirginiaInfusionTherapies, policy);
                    _ = new InfusionRules(policy);
                }
            }
        }

        Assert.True(moved > 80, $"only {moved}");
    }

    private static IEnumerable<(string Name, JsonElement Property)> Properties(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in schema.EnumerateObject())
            {
                if (member.NameEquals("properties") && member.Value.ValueKind == JsonValueKind.Object)
                {
                    foreach (JsonProperty property in member.Value.EnumerateObject())
                    {
                        yield return (property.Name, property.Value);
                    }
                }

                foreach ((string Name, JsonElement Property) inner in Properties(member.Value))
                {
                    yield return inner;
                }
            }
        }
        else if (schema.ValueKind == JsonValueKind.Array)
        {
            foreach ((string Name, JsonElement Property) inner in schema.EnumerateArray().SelectMany(Properties))
            {
                yield return inner;
            }
        }
    }
}
