"""What is asked: the forms of every action of every programme, and nothing else.

A leaf: it imports marshmallow and knows neither Flask, nor the database, nor the workflows.
Start at `forms.base` for what can be done with a form, at `forms.patent` for a programme.
"""
