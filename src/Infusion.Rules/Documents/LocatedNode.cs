using System.Globalization;
using System.Text;

namespace Infusion.Rules.Documents;

/// <summary>What a JSON value is.</summary>
internal enum LocatedKind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,

    /// <summary>A value whose text could not be read; its problem is already reported, so readers pass it by in silence.</summary>
    Faulty,
}

/// <summary>One value of a document with the byte where it starts; a repeated property is kept as often as it is given.</summary>
internal sealed class LocatedNode(LocatedKind kind, int offset, LocatedNode? parent, string? name, int nameOffset, int index)
{
    // An object with more properties than any of ours has them found by name.
    private const int MostSought = 40;

    private static readonly List<LocatedNode> None = [];

    private List<LocatedNode>? _children;
    private Dictionary<string, LocatedNode>? _byName;

    public LocatedKind Kind { get; } = kind;

    /// <summary>The byte where the value starts, a byte-order mark counted.</summary>
    public int Offset { get; } = offset;

    /// <summary>The property's name when the value is a property; null for an
    /// item or the document, and for a name that could not be read.</summary>
    public string? Name { get; } = name;

    /// <summary>The byte where the property's name starts.</summary>
    public int NameOffset { get; } = nameOffset;

    /// <summary>A string's text, a number as it is written, <c>true</c> or <c>false</c>.</summary>
    public string Text { get; init; } = "";

    /// <summary>The properties of an object or the items of a list, in the order given.</summary>
    public List<LocatedNode> Children => _children ?? None;

    public void Add(LocatedNode child) => (_children ??= []).Add(child);

    /// <summary>The first property of a name; null when there is none.</summary>
    public LocatedNode? Child(string name)
    {
        List<LocatedNode> children = Children;
        if (children.Count > MostSought)
        {
            return (_byName ??= Index()).TryGetValue(name, out LocatedNode? found) ? found : null;
        }

        for (int place = 0; place < children.Count; place++)
        {
            if (children[place].Name == name)
            {
                return children[place];
            }
        }

        return null;
    }

    public string Path()
    {
        var steps = new Stack<string>();
        for (LocatedNode? node = this; node is not null; node = node.Parent)
        {
            steps.Push(node.Step());
        }

        return string.Concat(steps);
    }

    /// <summary>The path that a property of this object has.</summary>
    public string PathOf(string name) => Path() + StepOf(name);

    /// <summary>The kind in words, for messages.</summary>
    public string Described() => Kind switch
    {
        LocatedKind.Null => "null",
        LocatedKind.Boolean => "a boolean",
        LocatedKind.Number => "a number",
        LocatedKind.String => Text.Length == 0 ? "an empty string" : "a string",
        LocatedKind.Array => "a list",
        LocatedKind.Object => "an object",
        _ => "an unreadable value",
    };

    private LocatedNode? Parent { get; } = parent;

    private Dictionary<string, LocatedNode> Index()
    {
        var byName = new Dictionary<string, LocatedNode>(StringComparer.Ordinal);
        foreach (LocatedNode child in Children)
        {
            if (child.Name is { } name && !byName.ContainsKey(name))
            {
                byName.Add(name, child);
            }
        }

        return byName;
    }

    private string Step() => Parent is null ? "$"
        : Parent.Kind == LocatedKind.Array ? "[" + index.ToString(CultureInfo.InvariantCulture) + "]"
        : StepOf(Name ?? "?");

    /// <summary>A property's name as a step of a path.</summary>
    public static string StepOf(string name)
    {
        bool isPlain = name.Length is > 0 and <= 40 && !(name[0] is >= '0' and <= '9');
        foreach (char c in name)
        {
            isPlain &= c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '$';
        }

        return isPlain
            ? "." + name
            : new StringBuilder("['").Append(Problem.Clip(name).Replace("\\", @"\\").Replace("'", @"\'")).Append("']").ToString();
    }
}
