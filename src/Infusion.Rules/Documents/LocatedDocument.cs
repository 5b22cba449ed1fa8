using System.Globalization;

namespace Infusion.Rules.Documents;

/// <summary>The text of a document, to say at which line and column of its file a value stands.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <example><code>
/// var document = new LocatedDocument("policy.json", File.ReadAllBytes("policy.json"));
/// DocumentPlace place = document.PlaceOf("fasting.kinds[clear-liquid].limits[0].before");
/// </code></example>
public sealed class LocatedDocument
{
    // What names the entries of lists; the first that an entry has counts.
    private static readonly string[] Names = ["id", "name", "instrument", "kind", "category", "severity", "grade", "day", "reason"];

    private readonly string _file;
    private readonly LocatedNode? _root;
    private readonly ProblemList _positions;

    /// <summary>Reads a document.</summary>
    /// <param name="file">The file as a person named it.</param>
    /// <param name="utf8">Its text in UTF-8, with or without a byte-order mark; comments may be in it.</param>
    public LocatedDocument(string file, byte[] utf8)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(utf8);
        _file = file;
        _root = LocatedTree.Parse(utf8, out _positions);
    }

    /// <summary>The place of a value; of one that is not there, that of what it would stand in.</summary>
    /// <param name="path">The path, such as <c>fees.noticeTiers[1].charge</c>; an entry of a list by its place, id or name.</param>
    /// <returns>The line and the column of the value; the begin of the document where nothing of the path is there.</returns>
    public DocumentPlace PlaceOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        LocatedNode? found = _root;
        if (DocumentPath.TryParse(path, out var steps))
        {
            foreach (DocumentStep step in steps)
            {
                if (Under(found, step.Text) is not { } next)
                {
                    break;
                }

                found = next;
            }
        }

        (int line, int column) = found is null ? (1, 1) : _positions.PositionOf((ValueOf(found) ?? found).Offset);
        return new(_file, line, column);
    }

    /// <summary>Writes the file's name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => _file;

    // A value that says more than itself has the path of its value.
    private static LocatedNode? ValueOf(LocatedNode node) =>
        node.Kind == LocatedKind.Object ? node.Child(StatedValue.ValueName) : null;

    private static LocatedNode? Under(LocatedNode? node, string step) => node?.Kind switch
    {
        LocatedKind.Object => node.Child(step) ?? (ValueOf(node) is { } value ? Under(value, step) : null),
        LocatedKind.Array when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int place) =>
            place < node.Children.Count ? node.Children[place] : null,
        LocatedKind.Array => node.Children.Find(entry => NameOf(entry) == step),
        _ => null,
    };

    private static string? NameOf(LocatedNode entry) => entry.Kind != LocatedKind.Object ? null
        : Names.Select(entry.Child).FirstOrDefault(static name => name?.Kind == LocatedKind.String)?.Text;
}
