using System.Globalization;
using Infusion.Rules.Documents;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Tests.Policies;

/// <summary>A document with one mistake, composed from a valid one, and the problem it has: its code, its path and its line.</summary>
internal sealed record Mistake(string Json, string Expected)
{
    /// <summary>
    /// The patches of a kind. The first line of one is the problem's code and path, and whether it is beyond the schema; the others are its
    /// changes.
    /// </summary>
    public static TheoryData<string> Names(string kind) =>
        [.. Directory.EnumerateFiles(Folder(kind)).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    /// <summary>Composes a document, and leaves it in artifacts/malformed for the validator that is not ours.</summary>
    public static Mistake Compose(string kind, string name, string valid) =>
        ComposeIn(kind, name, RepositoryFiles.Read($"src/Infusion.Rules/Policies/BuiltIn/{valid}.json"));

    /// <summary>Composes a document likewise of a valid one that is no built-in policy.</summary>
    public static Mistake ComposeIn(string kind, string name, string json)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder(kind), name + ".patch"));
        string problem = lines[0].Split(',')[0];
        PatchedDocument document = PatchedDocument.Apply(json, lines[1..]);
        string composed = RepositoryFiles.PathOf($"artifacts/malformed/{kind}");
        Directory.CreateDirectory(composed);
        File.WriteAllText(Path.Combine(composed, name + ".json"), document.Json);
        return new(document.Json, string.Create(CultureInfo.InvariantCulture, $"{problem} {document.LineOf(problem.Split(' ')[1])}"));
    }

    public static string Said(Problem problem) =>
        string.Create(CultureInfo.InvariantCulture, $"{problem.Code} {problem.Path} {problem.Line}");

    private static string Folder(string kind) => RepositoryFiles.PathOf($"tests/Infusion.Rules.Tests/Policies/Malformed/{kind}");
}
