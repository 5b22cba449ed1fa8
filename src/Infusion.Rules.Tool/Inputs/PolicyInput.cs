using System.Collections.Immutable;
using System.Text.Json;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A policy on the command line: <c>published</c>, a policy file, or a
/// book of versions, each with overlays after plus signs.</summary>
internal static class PolicyInput
{
    /// <summary>The name of the policy that ships with the library.</summary>
    public const string BuiltIn = "published";

    private const string IndexName = "book.json";

    /// <summary>The one version that is meant.</summary>
    /// <param name="given">What stands on the command line.</param>
    /// <param name="asOf">The date that picks a version of a book; <c>null</c> when none is given.</param>
    public static InfusionRules Read(string given, LocalDate? asOf) => Rules(given, Pick(given, Open(given), asOf));

    /// <summary>The versions by which a record is judged, each for its dates; the one of a date, for every date, where a date is
    /// given.</summary>
    public static RulesBook ReadBook(string given, LocalDate? asOf)
    {
        ImmutableArray<PolicyValidity> versions = Open(given);
        try
        {
            return new(PolicyBook.Of(asOf is null ? versions : [Always(Pick(given, versions, asOf), null).Validity]));
        }
        catch (ArgumentException error)
        {
            throw new BadInputException($"{given}: {Sentence(error)}");
        }
    }

    /// <summary>Every version that is meant with its file: all of a book, unless a date picks one.</summary>
    public static ImmutableArray<(InfusionRules Rules, LocatedDocument? Document)> ReadAll(string given, LocalDate? asOf)
    {
        ImmutableArray<Version> versions = Versions(given);
        ClinicPolicy? picked = asOf is null ? null : Pick(given, [.. versions.Select(static version => version.Validity)], asOf);
        return
        [
            .. versions.Where(version => picked is null || ReferenceEquals(version.Validity.Policy, picked))
                .Select(version => (Rules(given, version.Validity.Policy), version.Document)),
        ];
    }

    /// <summary>Two policies or books to be compared, and the files of the new one; a single policy beside a book holds for as long as the
    /// book has versions.</summary>
    public static (PolicyBook Old, PolicyBook New, PolicyFiles Files) Pair(string old, string @new, LocalDate? asOf)
    {
        ImmutableArray<PolicyValidity> before = Open(old);
        ImmutableArray<Version> read = Versions(@new);
        ImmutableArray<PolicyValidity> after = [.. read.Select(static version => version.Validity)];
        if (asOf is not null)
        {
            (before, after) = ([Always(Pick(old, before, asOf))], [Always(Pick(@new, after, asOf))]);
        }

        PolicyBook book = PolicyBook.Of(IsAlways(after) && !IsAlways(before) ? Over(after, before) : after);
        return (
            PolicyBook.Of(IsAlways(before) && !IsAlways(after) ? Over(before, after) : before), book,
            new(book, [.. read.Select(static version => (version.Validity.Policy, version.Document))], BeginOf(@new)));
    }

    /// <summary>The rules of a book's last version.</summary>
    public static InfusionRules Last(string given, PolicyBook book) => Rules(given, book.Versions[^1].Policy);

    /// <summary>Every version of all that is given, with its file; one run names everything that cannot be read.</summary>
    public static ImmutableArray<(InfusionRules Rules, LocatedDocument? Document)> ReadEvery(string[] given, LocalDate? asOf)
    {
        var rules = ImmutableArray.CreateBuilder<(InfusionRules Rules, LocatedDocument? Document)>();
        var wrong = new List<string>();
        foreach (string one in given)
        {
            try
            {
                rules.AddRange(ReadAll(one, asOf));
            }
            catch (BadInputException error)
            {
                wrong.Add(error.Message);
            }
        }

        return wrong.Count == 0 ? rules.ToImmutable() : throw new BadInputException(string.Join('\n', wrong));
    }

    /// <summary>The versions by date; a single policy holds on every date.</summary>
    public static ImmutableArray<PolicyValidity> Open(string given) => [.. Versions(given).Select(static version => version.Validity)];

    private static ImmutableArray<Version> Versions(string given)
    {
        if (given == BuiltIn)
        {
            return [Always(ClinicPolicy.VirginiaInfusionTherapies, null)];
        }

        if (given.LastIndexOf('+') is > 0 and var plus && !File.Exists(given) && !Directory.Exists(given))
        {
            PolicyOverlay overlay = Overlay(given[(plus + 1)..]);
            return
            [
                .. Versions(given[..plus]).Select(version => version with
                {
                    Validity = new(With(given, version.Validity.Policy, overlay), version.Validity.From, version.Validity.To),
                }),
            ];
        }

        string path = given;
        if (Directory.Exists(given))
        {
            path = Path.Combine(given, IndexName);
            if (!File.Exists(path))
            {
                throw new BadInputException(
                    $"{given}: a folder is a book of versions when it has a {IndexName} that lists them, and this one has none.");
            }
        }

        byte[] bytes = InputFile.Read(path);
        return IsIndex(bytes) ? Book(path, bytes) : [Always(Policy(path, bytes), new(path, bytes))];
    }

    // Where a version that is not there would stand: in the index of the book.
    private static DocumentPlace? BeginOf(string given) => given == BuiltIn ? null
        : Directory.Exists(given) ? new(Path.Combine(given, IndexName), 1, 1)
        : File.Exists(given) ? new(given, 1, 1)
        : BeginOf(given[..given.LastIndexOf('+')]);

    // What ships is meant by its name; anything else is a file.
    private static PolicyOverlay Overlay(string given) =>
        PolicyOverlay.BuiltIn.FirstOrDefault(overlay => overlay.Id == given) is { } shipped ? shipped
        : !File.Exists(given)
            ? throw new BadInputException(
                $"{given}: there is no such overlay; allowed: "
                + $"{string.Join(", ", PolicyOverlay.BuiltIn.Select(static overlay => overlay.Id))}, or the file of an overlay.")
        : RecordInput.Parsed(given, PolicyOverlay.Load);

    private static ClinicPolicy With(string given, ClinicPolicy policy, PolicyOverlay overlay) =>
        policy.TryWith(overlay, out ClinicPolicy? both, out ImmutableArray<Problem> conflicts)
            ? both
            : throw InputFile.Bad(given, conflicts);

    /// <summary>The rules of a policy.</summary>
    public static InfusionRules Rules(string given, ClinicPolicy policy)
    {
        try
        {
            return new(policy);
        }
        catch (ArgumentException error)
        {
            throw new BadInputException($"{given}: {Sentence(error)}");
        }
    }

    /// <summary>Whether it is a single policy, which has no dates of its own.</summary>
    public static bool IsAlways(ImmutableArray<PolicyValidity> versions) =>
        versions.Length == 1 && versions[0].From == LocalDate.MinIsoValue;

    private static PolicyValidity[] Over(ImmutableArray<PolicyValidity> single, ImmutableArray<PolicyValidity> book) =>
        [new(single[0].Policy, book[0].From, book[^1].To)];

    private static PolicyValidity Always(ClinicPolicy policy) => new(policy, LocalDate.MinIsoValue, null);

    private static Version Always(ClinicPolicy policy, LocatedDocument? document) =>
        new(new(policy, LocalDate.MinIsoValue, null), document);

    private readonly record struct Version(PolicyValidity Validity, LocatedDocument? Document);

    private static ClinicPolicy Pick(string given, ImmutableArray<PolicyValidity> versions, LocalDate? asOf)
    {
        if (asOf is null && versions.Length > 1)
        {
            throw new BadInputException(
                $"{given}: the book has {versions.Length} versions ({string.Join("; ", versions)}); say which one with --as-of DATE.");
        }

        return asOf is not { } date ? versions[0].Policy
            : versions.FirstOrDefault(version => version.Holds(date))?.Policy
            ?? throw new BadInputException(
                $"{given}: no version holds on {LocalDatePattern.Iso.Format(date)}; there are {string.Join("; ", versions)}.");
    }

    private static ClinicPolicy Policy(string path, byte[] bytes) =>
        ClinicPolicy.TryParse(bytes, out ClinicPolicy? policy, out ImmutableArray<Problem> problems)
            ? policy
            : throw InputFile.Bad(path, problems);

    private static ImmutableArray<Version> Book(string path, byte[] bytes)
    {
        if (!PolicyBookIndex.TryParse(bytes, out PolicyBookIndex? index, out ImmutableArray<Problem> problems))
        {
            throw InputFile.Bad(path, problems);
        }

        var versions = ImmutableArray.CreateBuilder<Version>();
        var wrong = new List<string>();
        foreach (PolicyBookEntry entry in index.Versions)
        {
            try
            {
                string file = Path.Combine(Path.GetDirectoryName(path) ?? "", entry.File);
                byte[] text = InputFile.Read(file);
                versions.Add(new(new(Policy(file, text), entry.From, entry.To), new(file, text)));
            }
            catch (BadInputException error)
            {
                wrong.Add(error.Message);
            }
        }

        if (wrong.Count > 0)
        {
            throw new BadInputException(string.Join('\n', wrong));
        }

        try
        {
            _ = PolicyBook.Of(versions.Select(static version => version.Validity));
            return [.. versions.OrderBy(static version => version.Validity.From)];
        }
        catch (ArgumentException error)
        {
            throw new BadInputException($"{path}:1:1: {Sentence(error)}");
        }
    }

    // A book lists versions; a policy has none. What is neither is read as a policy, whose problems say more.
    private static bool IsIndex(byte[] bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                bytes.AsMemory(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0),
                new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("versions", out _)
                && !document.RootElement.TryGetProperty("fasting", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Judges by a book; an instant at which none of its versions is in force is bad input.</summary>
    public static T Judged<T>(string given, Func<T> judge)
    {
        try
        {
            return judge();
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new BadInputException($"{given}: {Sentence(error)}");
        }
    }

    private static string Sentence(ArgumentException error) =>
        error.ParamName is { } name ? error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : error.Message;
}
