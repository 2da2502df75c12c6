# The page of the tester's API.

api-title = The tester's API
api-about = Every call that drives this stand. What is read and answered is described by OpenAPI 3.1; a call can be sent from here.
api-document = The description
api-shapes = Shapes
api-parameters = Parameters
api-body = Body
api-answers = Answers
api-example = Example
api-try = Try it
api-send = Send
api-needed = needed
api-sending = Sending…
api-not-sent = The stand did not answer.
