using Infusion.Rules.Clinic;

namespace Infusion.Rules.Documents;

/// <summary>Reads the members of one object, and at the end says which are unknown, repeated or missing.</summary>
/// <remarks>
/// A reader of a type is a declaration of its shape:
/// <code>
/// static Intake? Read(ObjectReader o)
/// {
///     var kind = o.Required("kind").Enum&lt;IntakeKind&gt;();
///     var at = o.Optional("at").LocalDateTime();
///     return o.Done() ? new Intake(kind, at) : null;
/// }
/// </code>
/// An optional property that is <c>null</c> is not given. One that is given twice is read once, the first time.
/// </remarks>
internal sealed class ObjectReader
{
    private readonly LocatedNode _node;
    private readonly ProblemList _problems;
    private readonly int _before;
    private readonly List<string> _declared;
    private List<(string Name, Format? Format)>? _missing;
    private int _given;
    private bool _isDone;
    private bool _ignoresRest;
    private bool _isOfPatient;
    private bool _hasIds;

    /// <summary>Reads an object.</summary>
    /// <param name="node">The object.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="members">About how many properties are declared of it.</param>
    public ObjectReader(LocatedNode node, ProblemList problems, int members = 8) =>
        (_node, _problems, _before, _declared) = (node, problems, problems.Count, new(members));

    /// <summary>The names given, each once, for an object whose property names are a clinic's own.</summary>
    public IEnumerable<string> Names => _node.Children.Select(member => member.Name).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>A property that has to be given, and not as <c>null</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="format">How its value stands, to say so where it is missing; <c>null</c> for the name alone.</param>
    public RequiredValue Required(string name, Format? format = null)
    {
        LocatedNode? member = Declare(name);
        if (member is null)
        {
            (_missing ??= []).Add((name, format));
        }

        return new RequiredValue(new LocatedValue(member, _problems));
    }

    /// <summary>A property that may be left out; <c>null</c> is leaving it out.</summary>
    public LocatedValue Optional(string name) => new(Declare(name) is { Kind: not LocatedKind.Null } member ? member : null, _problems);

    /// <summary>The object itself, to report at it what no single property is to blame for.</summary>
    public LocatedValue Whole => new(_node, _problems);

    /// <summary>Says nothing of properties not declared, where a faulty one decides which there may be.</summary>
    public void IgnoreRest() => _ignoresRest = true;

    /// <summary>Says that the object is of a patient: a name that is nothing like a property
    /// may then be a value that slipped out of its place, and neither it nor its path is said.</summary>
    public void IsOfPatient() => _isOfPatient = true;

    /// <summary>Reports unknown, repeated and missing properties, once, and says whether the object has no problem.</summary>
    /// <returns>Whether nothing in the object was reported, however deep.</returns>
    public bool Done()
    {
        if (!_isDone)
        {
            _isDone = true;
            if (_given < _node.Children.Count)
            {
                ReportMembers();
            }

            foreach ((string name, Format? format) in _missing ?? [])
            {
                _problems.Add(
                    ProblemCodes.MissingProperty, _node.PathOf(name), _node.Offset, "no such property",
                    "the property " + Problem.Quote(name) + (format is null ? "" : $" ({format.Allowed})"));
            }
        }

        return _problems.IsCleanSince(_before);
    }

    /// <summary>The properties of an object whose names are ids that it does not list. A name that is none is
    /// reported and never said: it may be a value that slipped out of its place.</summary>
    public IEnumerable<string> Ids()
    {
        _hasIds = true;
        return Names.Where(Formats.IsId);
    }

    // A name that could not be read is already reported, and is no member.
    private LocatedNode? Declare(string name)
    {
        LocatedNode? member = _node.Child(name);
        _given += member is null || _declared.Contains(name) ? 0 : 1;
        _declared.Add(name);
        return member;
    }

    // Only where some property is not declared, or stands twice.
    private void ReportMembers()
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (LocatedNode member in _node.Children)
        {
            if (member.Name is not { } name)
            {
                continue;
            }

            bool isDeclared = _declared.Contains(name);
            if (!given.Add(name))
            {
                bool isSaid = isDeclared || (!_isOfPatient && !_hasIds);
                Report(
                    ProblemCodes.DuplicateProperty, member, isSaid, (isSaid ? Problem.Quote(name) : "a property") + " again",
                    "each property once");
            }
            else if (_hasIds && !isDeclared)
            {
                Report(ProblemCodes.Invalid, member, isSaid: false, "a property whose name is no id", Formats.AllowedId);
            }
            else if (!_ignoresRest && !isDeclared)
            {
                string[] free = [.. _declared.Where(one => _node.Child(one) is null)];
                string allowed = _declared.Count == 0 ? "no properties" : "the properties " + string.Join(", ", _declared.Distinct());
                string? nearest = NearestName.To(name, free) ?? NearestName.To(name, _declared);
                bool isSaid = nearest is not null || !_isOfPatient;
                Report(
                    ProblemCodes.UnknownProperty, member, isSaid, isSaid ? "the property " + Problem.Quote(name) : "another property",
                    allowed, nearest);

                // A misspelt property is one mistake: the one it was meant to be is not called missing as well.
                _missing?.RemoveAll(missing => missing.Name == nearest);
            }
        }
    }

    private void Report(string code, LocatedNode member, bool isSaid, string found, string allowed, string? nearest = null) =>
        _problems.Add(code, (isSaid ? member : _node).Path(), member.NameOffset, found, allowed, nearest);
}
