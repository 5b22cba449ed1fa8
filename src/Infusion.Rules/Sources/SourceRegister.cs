using System.Collections.Immutable;
using System.Text.Json;

namespace Infusion.Rules.Sources;

/// <summary>Where every rule comes from: statements, conflicts, literature.</summary>
/// <remarks>
/// Statements are ids <c>R01</c> to <c>R83</c> and <c>R56b</c> of the clinic's page, paraphrased; conflicts are <c>C1</c> to
/// <c>C18</c>; references have kebab-case ids. Ids are unique across the three and compared exactly, case included.
/// Compared by reference. Immutable and thread-safe.
/// </remarks>
/// <example>
/// <code>
/// SourceRegister register = SourceRegister.Published;
/// register.Contains("R44");                 // true
/// register.FindStatement("R44")?.Rules;     // fasting.clear-liquids, ...
/// register.Heading("R44");                  // the page's heading above it
/// </code>
/// </example>
public sealed class SourceRegister
{
    /// <summary>The id of the policy whose page the register is of.</summary>
    public const string PolicyId = "virginia-infusion-therapies";

    private const int CurrentFormat = 1;
    private const string ResourceName = "Infusion.Rules.Sources.register.json";

    // Lazy and not a static initialiser, so that a corrupt resource is reported as itself and not as a type that failed to load.
    private static readonly Lazy<SourceRegister> Shipped = new(static () => FromResource(ResourceName));

    // The ids alone are soon read; a policy that cites nothing unknown needs no more.
    private static readonly Lazy<HashSet<string>> ShippedIds = new(static () => IdsOf(ResourceName));

    private readonly Dictionary<string, Statement> _statements;
    private readonly Dictionary<string, Conflict> _conflicts;
    private readonly Dictionary<string, Reference> _references;
    private readonly Dictionary<string, ImmutableArray<string>> _citations;

    private SourceRegister(RegisterDocument document)
    {
        if (document.Format != CurrentFormat)
        {
            throw new ArgumentException(FormattableString.Invariant($"Format {document.Format} is not {CurrentFormat}."));
        }

        Statements = Complete(document.Statements, "statements");
        Conflicts = Complete(document.Conflicts, "conflicts");
        References = Complete(document.References, "references");
        _statements = Statements.ToDictionary(static statement => statement.Id, StringComparer.Ordinal);
        _conflicts = Conflicts.ToDictionary(static conflict => conflict.Id, StringComparer.Ordinal);
        _references = References.ToDictionary(static reference => reference.Id, StringComparer.Ordinal);

        _citations = Statements.Select(static one => (one.Id, one.Rules)).Concat(Conflicts.Select(static one => (one.Id, one.Rules)))
            .SelectMany(static one => one.Rules.Select(rule => (rule, one.Id))).GroupBy(static one => one.rule, static one => one.Id)
            .ToDictionary(static same => same.Key, static same => same.Distinct().ToImmutableArray(), StringComparer.Ordinal);
        string? twice = _conflicts.Keys.Concat(_references.Keys).FirstOrDefault(id => _statements.ContainsKey(id))
            ?? _references.Keys.FirstOrDefault(_conflicts.ContainsKey);
        if (twice is not null)
        {
            throw new ArgumentException($"The id {twice} is used twice.");
        }

        foreach (var conflict in Conflicts)
        {
            if (conflict.Statements.FirstOrDefault(id => !_statements.ContainsKey(id)) is { } missing)
            {
                throw new ArgumentException($"Conflict {conflict.Id} names statement {missing}, which is not in the register.");
            }
        }
    }

    /// <summary>The register of the built-in policy's page, read once on first use.</summary>
    /// <exception cref="InvalidOperationException">The register inside the package is missing or corrupt.</exception>
    public static SourceRegister Published => Shipped.Value;

    /// <summary>Every statement, in the order of its number.</summary>
    public ImmutableArray<Statement> Statements { get; }

    /// <summary>Every conflict, in the order of its number.</summary>
    public ImmutableArray<Conflict> Conflicts { get; }

    /// <summary>Every work that is cited beside the page.</summary>
    public ImmutableArray<Reference> References { get; }

    /// <summary>Whether the published register has an id, without reading the rest of it.</summary>
    internal static bool IsPublished(string citationId) => ShippedIds.Value.Contains(citationId);

    /// <summary>Says whether a citation id is in the register.</summary>
    /// <param name="citationId">The id of a statement, a conflict or a reference.</param>
    /// <returns>True when one of the three has exactly this id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="citationId"/> is null.</exception>
    public bool Contains(string citationId)
    {
        ArgumentNullException.ThrowIfNull(citationId);
        return _statements.ContainsKey(citationId) || _conflicts.ContainsKey(citationId) || _references.ContainsKey(citationId);
    }

    /// <summary>Finds a statement by its id.</summary>
    /// <param name="id">An id such as <c>R44</c>.</param>
    /// <returns>The statement; null when no statement has exactly this id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is null.</exception>
    public Statement? FindStatement(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _statements.TryGetValue(id, out var statement) ? statement : null;
    }

    /// <summary>Finds a conflict by its id.</summary>
    /// <param name="id">An id such as <c>C6</c>.</param>
    /// <returns>The conflict; null when no conflict has exactly this id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is null.</exception>
    public Conflict? FindConflict(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _conflicts.TryGetValue(id, out var conflict) ? conflict : null;
    }

    /// <summary>Finds a reference by its id.</summary>
    /// <param name="id">An id such as <c>dworkin-2008</c>.</param>
    /// <returns>The reference; null when no reference has exactly this id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is null.</exception>
    public Reference? FindReference(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _references.TryGetValue(id, out var reference) ? reference : null;
    }

    /// <summary>Gives the page heading that a cited statement stands under.</summary>
    /// <param name="citationId">Any citation id.</param>
    /// <returns>The heading; null for a conflict, a reference and an unknown id, which stand under none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="citationId"/> is null.</exception>
    public string? Heading(string citationId)
    {
        ArgumentNullException.ThrowIfNull(citationId);
        return FindStatement(citationId)?.Heading;
    }

    /// <summary>Lists the statements that a rule encodes.</summary>
    /// <param name="ruleId">A rule id such as <c>fasting.solids</c>.</param>
    /// <returns>The statements in register order; empty when the register names no such rule.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="ruleId"/> is null.</exception>
    public ImmutableArray<Statement> StatementsOf(string ruleId)
    {
        ArgumentNullException.ThrowIfNull(ruleId);
        return [.. Statements.Where(statement => statement.Rules.Contains(ruleId, StringComparer.Ordinal))];
    }

    /// <summary>The ids of the statements and conflicts that a rule encodes, in the order of the register.</summary>
    internal ImmutableArray<string> CitationsOf(string ruleId) => _citations.TryGetValue(ruleId, out ImmutableArray<string> ids) ? ids : [];

    /// <summary>Writes the register as JSON, format 1.</summary>
    /// <returns>Indented JSON with line feeds, the same text on every machine.</returns>
    public string ToJson() =>
        JsonSerializer.Serialize(
            new RegisterDocument(CurrentFormat, Statements, Conflicts, References),
            RegisterJsonContext.Default.RegisterDocument);

    /// <summary>Counts what the register holds.</summary>
    /// <returns>One line of invariant text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Statements.Length} statements, {Conflicts.Length} conflicts, {References.Length} references");

    /// <summary>Reads a register from its JSON.</summary>
    /// <exception cref="InvalidOperationException">The text is not a valid register.</exception>
    internal static SourceRegister FromJson(string json) =>
        Read(() => JsonSerializer.Deserialize(json, RegisterJsonContext.Default.RegisterDocument));

    /// <summary>Reads a register from a resource of this assembly.</summary>
    /// <exception cref="InvalidOperationException">The resource is missing or not a valid register.</exception>
    internal static SourceRegister FromResource(string name)
    {
        using Stream stream = Open(name);
        return Read(() => JsonSerializer.Deserialize(stream, RegisterJsonContext.Default.RegisterDocument));
    }

    private static Stream Open(string name) => typeof(SourceRegister).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The source register {name} is not in the assembly.");

    private static HashSet<string> IdsOf(string name)
    {
        using Stream stream = Open(name);
        using var document = JsonDocument.Parse(stream);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (string list in new[] { "statements", "conflicts", "references" })
        {
            foreach (JsonElement item in document.RootElement.GetProperty(list).EnumerateArray())
            {
                ids.Add(item.GetProperty("id").GetString()!);
            }
        }

        return ids;
    }

    /// <summary>Refuses what JSON's null lets through: a list that is null, and a null in a list.</summary>
    private static ImmutableArray<T> Complete<T>(ImmutableArray<T> items, string name)
        where T : class
    {
        return items.IsDefault || items.Any(static item => item is null)
            ? throw new ArgumentException($"The list of {name} is missing, or has a gap.")
            : items;
    }

    private static SourceRegister Read(Func<RegisterDocument?> deserialize)
    {
        try
        {
            return new SourceRegister(deserialize() ?? throw new ArgumentException("The document is null."));
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            throw new InvalidOperationException($"The source register is corrupt. {problem.Message}", problem);
        }
    }
}
