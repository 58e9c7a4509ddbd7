command-plates = What to put on the bar

plates-question = Which weight goes on the bar? Type it, like { $example }.
plates-wrong = I cannot read “{ $text }” as a weight. Type it like <code>{ $example }</code>.
plates-loaded = <b>{ $weight }</b> · bar { $bar }, a side: <b>{ $side }</b>
plates-bar = <b>{ $weight }</b> · the bar alone
plates-below-bar = { $weight } is lighter than your bar of { $bar }.
plates-not-loadable = Your plates do not make { $weight }. The nearest:
plates-mine = My plates
